variable "name" {}

variable "account" {
  type = string
}

variable "path" {
  default  = "/providers/"
  nullable = false
}

resource "aws_iam_role" "this" {
  name = var.name
  path = var.path
  assume_role_policy = jsonencode({
    Statement = [{ Principal = { AWS = "arn:aws:iam::${var.account}:root" } }]
  })
}

module "policies" {
  source = "./attach"
  role   = aws_iam_role.this.name
}

output "name" {
  value = aws_iam_role.this.name
}

output "policies" {
  value     = module.policies.arns
  sensitive = true
}
