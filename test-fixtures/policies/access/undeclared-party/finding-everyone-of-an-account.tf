resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      #                   ^^^ access/undeclared-party "role provider trusts AWS account 222222222222, which is not listed in .msplint.yaml."
      Condition = {
        StringEquals = { "aws:PrincipalAccount" = "222222222222" }
      }
    }]
  })
}
