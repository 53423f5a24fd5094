variable "account" {}

module "name" {
  source = "../../"
}

resource "aws_iam_role" "this" {
  name = module.name.name
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = [var.account] }
    }]
  })
}

output "name" {
  value = aws_iam_role.this.name
}
