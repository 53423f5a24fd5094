resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::464622532012:root" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "Datadog can assume role provider without an external ID."
    }]
  })
}
