variable "external_id" {
  type = string
}

resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:user/agent" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/long-term-keys-for-provider "A user of AWS account 222222222222 can assume role provider, and the keys of a user do not expire. Ask AWS account 222222222222 for a role to trust."
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}
