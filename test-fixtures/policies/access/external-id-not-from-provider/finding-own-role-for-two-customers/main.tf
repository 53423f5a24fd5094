# What a provider rolls out in the accounts of its customers.
variable "external_id" {
  type = string
}

resource "aws_iam_role" "support" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:role/support" }
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}
