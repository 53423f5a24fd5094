resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = {
        NumericLessThanIfExists = { "aws:MultiFactorAuthAge" = "3600" }
      # ^^^^^^^^^^^^^^^^^^^^^^^ access/mfa-bypassable "role provider can be assumed without MFA: its MFA condition also holds for some callers without it."
      }
    }]
  })
}
