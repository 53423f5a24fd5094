variable "user" {
  type = string
}

resource "aws_iam_access_key" "some" {
  user = var.user
}
