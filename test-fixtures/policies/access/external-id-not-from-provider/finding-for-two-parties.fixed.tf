resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}

resource "aws_iam_role" "other" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::333333333333:root" }
      Condition = { StringEquals = { "sts:ExternalId" = "9f1c0b7a-1f52-4c5e-8f3e-2c4d7b1a6e90" } }
    }]
  })
}

variable "external_id" {
  type        = string
  description = "External ID issued by AWS account 222222222222"
}
