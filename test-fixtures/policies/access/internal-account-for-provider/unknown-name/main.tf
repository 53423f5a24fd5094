variable "user" {}

resource "aws_iam_user" "somebody" {
  name = var.user
}
