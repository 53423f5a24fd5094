resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::222222222222:root" }
      },
      {
        Effect    = "Deny"
        Action    = "sts:AssumeRole"
        Principal = "*"
        Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } }
        #             ^^^^ access/mfa-bypassable "role provider can be assumed without MFA: its Deny misses some callers without it."
      },
    ]
  })
}
