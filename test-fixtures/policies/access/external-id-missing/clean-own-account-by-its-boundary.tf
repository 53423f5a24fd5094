# A role's boundary is always of the account that the role is in.
resource "aws_iam_role" "build" {
  name                 = "build"
  permissions_boundary = "arn:aws:iam::111111111111:policy/boundary"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::111111111111:root" }
    }]
  })
}
