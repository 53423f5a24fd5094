resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/no-attribution "What people of AWS account 222222222222 do as role provider cannot be traced to one of them: no source identity is set."
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    }]
  })
}
