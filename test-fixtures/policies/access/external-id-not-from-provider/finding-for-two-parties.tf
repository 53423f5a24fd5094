resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = { StringEquals = { "sts:ExternalId" = "9f1c0b7a-1f52-4c5e-8f3e-2c4d7b1a6e90" } }
      #                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-not-from-provider "The external ID that role provider asks AWS account 222222222222 for is one that another party is asked for too."
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
      #                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-not-from-provider "The external ID that role other asks AWS account 333333333333 for is one that another party is asked for too."
    }]
  })
}
