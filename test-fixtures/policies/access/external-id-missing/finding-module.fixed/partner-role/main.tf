variable "name" {}

variable "account" {}

resource "aws_iam_role" "partner" {
  name = var.name
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${var.account}:root" }
      Condition = {
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
