variable "trusted" {
  type    = string
  default = "*"
}

resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = var.trusted_principal_arns }
    }]
  })
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may assume the role"
}
