resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:role/agent" }
      Condition = {
        BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" }
        StringEquals = {
          "sts:ExternalId" = var.external_id
        }
      }
    }]
  })
}

variable "external_id" {
  type        = string
  description = "External ID issued by AWS account 222222222222"
}
