resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:role/support" }
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
      #             ^^^^ access/mfa-dead-condition "The MFA condition of role provider lets nobody in: its callers never have an MFA."
    }]
  })
}
