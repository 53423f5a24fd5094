resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = {
        StringLike = { "sts:ExternalId" = ["an-id-from-them", "*"] }
      # ^^^^^^^^^^ access/bypassable-external-id "role provider can be assumed without the right external ID: its condition also holds where the ID is missing or another."
      }
    }]
  })
}
