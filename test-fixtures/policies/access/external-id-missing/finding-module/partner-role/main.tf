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
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 can assume role contoso with neither an external ID nor MFA; either may be right."
      #                                   ~~~~~~~~~~~ access/external-id-missing
    }]
  })
}
