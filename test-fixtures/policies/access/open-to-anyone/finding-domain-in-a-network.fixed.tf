resource "aws_opensearch_domain" "search" {
  domain_name = "search"

  vpc_options {
    subnet_ids = ["subnet-0123456789abcdef0"]
  }

  access_policies = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "es:*"
      Principal = { AWS = var.trusted_principal_arns }
      Resource  = "*"
    }]
  })
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may use it"
}
