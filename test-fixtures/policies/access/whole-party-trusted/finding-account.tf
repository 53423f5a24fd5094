resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/whole-party-trusted "AWS account 222222222222 as a whole can assume role provider. Trust one role of it in place of the account."
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    }]
  })
}
