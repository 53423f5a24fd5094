resource "aws_iam_policy" "limit" {
  name = "limit"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["iam:CreateServiceSpecificCredential", "s3:GetObject"]
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role" "msp" {
  name               = "msp"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
  permissions_boundary = aws_iam_policy.limit.arn
}

resource "aws_iam_role_policy" "msp" {
  name = "work"
  role = aws_iam_role.msp.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "iam:CreateServiceSpecificCredential"
        Resource = "*"
      },
    ]
  })
}
