variable "policy" {
  type = string
}

resource "aws_iam_policy" "some" {
  name   = "some"
  policy = var.policy
}
