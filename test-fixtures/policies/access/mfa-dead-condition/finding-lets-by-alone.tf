resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:role/support" }
      Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } }
      #             ^^^^^^^^^^^^ access/mfa-dead-condition "The MFA condition of role provider protects nothing: its callers never have an MFA, and it lets them by."
    }]
  })
}
