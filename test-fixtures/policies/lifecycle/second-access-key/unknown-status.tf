variable "status" {
  type = string
}

resource "aws_iam_access_key" "first" {
  user = "robot"
}

resource "aws_iam_access_key" "second" {
  user   = "robot"
  status = var.status
}
