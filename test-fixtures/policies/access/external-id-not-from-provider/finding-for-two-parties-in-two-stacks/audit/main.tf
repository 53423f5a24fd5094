resource "aws_iam_role" "audit" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::333333333333:root" }
      Condition = { StringEquals = { "sts:ExternalId" = "k7Q2v9Xw41Lm" } }
      #                                                 ^^^^^^^^^^^^^^ access/external-id-not-from-provider "The external ID that role audit asks AWS account 333333333333 for is shared with AWS account 444444444444."
    }]
  })
}
