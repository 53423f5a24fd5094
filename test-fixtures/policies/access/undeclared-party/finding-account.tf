resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "role provider trusts AWS account 222222222222, which is not listed in .msplint.yaml."
      Condition = {
        StringEquals = { "sts:ExternalId" = "an-id-from-them" }
      }
    }]
  })
}

resource "aws_iam_role" "second" {
  name = "second"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:role/agent" }
      Condition = {
        StringEquals = { "sts:ExternalId" = "an-id-from-them" }
      }
    }]
  })
}
