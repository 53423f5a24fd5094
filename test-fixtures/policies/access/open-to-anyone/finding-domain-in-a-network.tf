resource "aws_opensearch_domain" "search" {
  domain_name = "search"

  vpc_options {
    subnet_ids = ["subnet-0123456789abcdef0"]
  }

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
