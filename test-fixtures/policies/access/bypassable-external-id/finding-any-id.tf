resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = {
        Null = { "sts:ExternalId" = "false" }
      # ^^^^ access/bypassable-external-id "role provider can be assumed with any external ID: its condition takes every value."
      }
    }]
  })
}
