resource "aws_kms_key" "files" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "kms:*"
      Principal = {
        AWS = var.trusted_principal_arns
      }
      Resource  = "*"
    }]
  })
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may use it"
}
