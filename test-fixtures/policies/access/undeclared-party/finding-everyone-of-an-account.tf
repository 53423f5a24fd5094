resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      #                   ^^^ access/undeclared-party "AWS account 222222222222 can assume role provider and is not in the register."
      Condition = {
        StringEquals = { "aws:PrincipalAccount" = "222222222222" }
      }
    }]
  })
}
