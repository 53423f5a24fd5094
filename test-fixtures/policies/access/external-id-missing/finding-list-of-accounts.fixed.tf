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
      Condition = {
        StringEquals = {
          "sts:ExternalId" = var.external_ids
        }
      }
    }]
  })
}

variable "external_ids" {
  type        = list(string)
  description = "External ID issued by AWS account 222222222222 and AWS account 333333333333, one for each"
}
