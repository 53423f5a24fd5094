data "aws_caller_identity" "here" {}

resource "aws_kms_key" "files" {
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "kms:*"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.here.account_id}:root" }
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Principal = { AWS = var.trusted_principal_arn }
        Resource  = "*"
      },
    ]
  })
}

variable "trusted_principal_arn" {
  type        = string
  description = "ARN of the role of AWS account 222222222222 that may use it"
}
