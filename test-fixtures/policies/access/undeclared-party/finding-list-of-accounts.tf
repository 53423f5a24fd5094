# Each party is a finding of its own, so that each can be declared.
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
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "role vendors trusts AWS account 222222222222, which is not listed in .msplint.yaml."
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "role vendors trusts AWS account 333333333333, which is not listed in .msplint.yaml."
    }]
  })
}
