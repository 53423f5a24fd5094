resource "aws_opensearch_domain" "search" {
  domain_name = "search"
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
