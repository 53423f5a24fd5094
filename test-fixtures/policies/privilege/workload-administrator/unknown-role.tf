variable "role" {
  type = string
}

resource "aws_codebuild_project" "site" {
  name         = "site"
  service_role = var.role
}

# An administrator of one thing, and not in view.
resource "aws_lambda_function" "cleanup" {
  function_name = "cleanup"
  role          = "arn:aws:iam::111111111111:role/DatabaseAdmin"
}
