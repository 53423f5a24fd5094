variable "external_id" {
  type    = string
  default = "9f1c0b7a-1f52-4c5e-8f3e-2c4d7b1a6e90"
  #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-not-from-provider "The external ID of role provider has a default: who deploys it elsewhere shares it with others."
}

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
