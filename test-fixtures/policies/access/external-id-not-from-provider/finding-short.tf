resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = { StringEquals = { "sts:ExternalId" = "k9x2" } }
      #                                                 ^^^^^^ access/external-id-not-from-provider "The external ID that role provider asks AWS account 222222222222 for can be guessed (too short)."
    }]
  })
}
