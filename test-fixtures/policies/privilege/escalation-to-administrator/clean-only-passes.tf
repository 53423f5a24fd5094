resource "aws_iam_policy" "passes" {
  name = "passes"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "iam:PassRole"
        Resource = "arn:aws:iam::111111111111:role/worker"
      },
    ]
  })
}
