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
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role contoso, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role."
      #                                   ~~~~~~~~~~~ access/external-id-missing
    }]
  })
}
