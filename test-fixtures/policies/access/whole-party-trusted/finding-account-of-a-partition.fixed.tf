resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws-us-gov:iam::222222222222:root" }
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" }, ArnEquals = {
        "aws:PrincipalArn" = var.trusted_principal_arn
      } }
    }]
  })
}

variable "trusted_principal_arn" {
  type        = string
  description = "ARN of the role of AWS account 222222222222 that may assume the role"
}
