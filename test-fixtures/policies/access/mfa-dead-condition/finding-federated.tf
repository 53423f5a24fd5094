resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = "arn:aws:iam::111111111111:saml-provider/staff" }
      Condition = {
        StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" }
        Bool         = { "aws:MultiFactorAuthPresent" = "true" }
      # ^^^^ access/mfa-dead-condition "The MFA condition of role provider lets nobody in: its callers never have an MFA."
      }
    }]
  })
}
