resource "aws_iam_role" "support" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = { StringEquals = { "sts:ExternalId" = "k7Q2v9Xw41Lm" } }
      #                                                 ^^^^^^^^^^^^^^ access/external-id-not-from-provider "The external ID that role support asks Contoso Managed Services for is shared with customer Northwind."
    }]
  })
}
