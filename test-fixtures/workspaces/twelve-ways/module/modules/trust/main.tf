variable "name" {
  type = string
}

variable "account" {
  type = string
}

resource "aws_iam_role" "msp" {
  name = var.name
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${var.account}:root" }
    }]
  })
}

output "role" {
  value = aws_iam_role.msp.name
}
