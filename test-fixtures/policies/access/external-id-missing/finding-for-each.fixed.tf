variable "vendors" {
  default = {
    backup  = "222222222222"
    metrics = "333333333333"
  }
}

resource "aws_iam_role" "vendor" {
  for_each = var.vendors
  name     = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${each.value}:root" }
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
