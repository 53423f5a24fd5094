resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "464622532012" }
      #                   ^^^^^^^^^^^^^^ access/undeclared-party "Datadog can assume role provider: a known vendor that is not listed in .msplint.yaml."
      Condition = {
        StringEquals = { "sts:ExternalId" = "an-id-from-them" }
      }
    }]
  })
}
