resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/whole-party-trusted "Every identity of AWS account 222222222222 that is allowed to can assume role provider, not one role of it."
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    }]
  })
}
