resource "aws_iam_policy" "identities" {
  name = "identities"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "iam:*"
        #          ^^^^^^^ privilege/administrator-policy "policy identities may do everything with identities, which is enough to do everything."
        Resource = "*"
      },
    ]
  })
}
