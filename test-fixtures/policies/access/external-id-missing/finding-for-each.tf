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
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role backup, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role. The same holds for AWS account 333333333333 (role metrics)."
    }]
  })
}
