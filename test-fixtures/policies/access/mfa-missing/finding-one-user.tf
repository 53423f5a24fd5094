resource "aws_iam_role" "support" {
  name = "support"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:user/anton" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/mfa-missing "A user of AWS account 222222222222 can assume role support without MFA, and keys of users do not expire. Require MFA, or trust a role of AWS account 222222222222."
    }]
  })
}
