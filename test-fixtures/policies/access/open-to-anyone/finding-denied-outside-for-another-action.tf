resource "aws_iam_role" "reporting" {
  name = "reporting"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole" },
      #                                       ^^^ access/open-to-anyone "Anyone with an AWS account can assume role reporting."
      {
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "sts:AssumeRoleWithSAML"
        Condition = { StringNotEquals = { "aws:PrincipalAccount" = "111111111111" } }
      },
    ]
  })
}
