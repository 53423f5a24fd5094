variable "vendor_accounts" {
  type = list(string)
}

resource "aws_iam_role" "vendor" {
  count = length(var.vendor_accounts)
  name  = "vendor-${count.index}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = var.vendor_accounts[count.index] }
    }]
  })
}
