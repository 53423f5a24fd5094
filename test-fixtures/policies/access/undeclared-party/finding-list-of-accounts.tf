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
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "AWS account 222222222222 can assume role vendors and is not in the register."
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "AWS account 333333333333 can assume role vendors and is not in the register."
    }]
  })
}
