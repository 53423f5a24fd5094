variable "name" {}

variable "account" {
  default  = "444444444444"
  nullable = false
}

resource "aws_iam_role" "this" {
  count       = 1
  name        = var.name
  description = var.account
}

output "name" {
  value = one(aws_iam_role.this[*].name)
}
