resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

resource "aws_iam_role" "provider" {
  name                 = "provider"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "222222222222" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "rights" {
  role       = aws_iam_role.provider.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
