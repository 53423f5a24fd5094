resource "aws_iam_role" "backup" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::444444444444:root" }
      Condition = { StringEquals = { "sts:ExternalId" = "k7Q2v9Xw41Lm" } }
      #                                                 ^^^^^^^^^^^^^^ access/external-id-not-from-provider "The external ID that role backup asks AWS account 444444444444 for is shared with AWS account 333333333333."
    }]
  })
}
