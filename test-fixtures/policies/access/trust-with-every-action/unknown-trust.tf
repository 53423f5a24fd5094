variable "trust" {
  type = string
}

resource "aws_iam_role" "some" {
  name               = "some"
  assume_role_policy = var.trust
}
