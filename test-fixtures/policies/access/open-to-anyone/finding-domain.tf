resource "aws_opensearch_domain" "search" {
  domain_name = "search"
  access_policies = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "es:*"
      Principal = { AWS = "*" }
      #                   ^^^ access/open-to-anyone "Anyone can use domain search (es:*)."
      Resource  = "*"
    }]
  })
}
