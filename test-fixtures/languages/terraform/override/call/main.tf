variable "days" {}

resource "aws_iam_group" "g" {
  path = var.days
}
