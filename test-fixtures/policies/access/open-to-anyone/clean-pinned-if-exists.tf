# Every request names the account of its caller, so IfExists lets nobody by.
resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = {
        StringEqualsIfExists = { "aws:PrincipalAccount" = "222222222222" }
      }
    }]
  })
}
