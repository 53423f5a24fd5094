# One expression lets several accounts in: one finding names them all.
variable "accounts" {
  default = ["222222222222", "333333333333"]
}

resource "aws_iam_role" "vendors" {
  name = "vendors"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = formatlist("arn:aws:iam::%s:root", var.accounts) }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role vendors, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role. The same holds for AWS account 333333333333."
    }]
  })
}
