resource "aws_iam_policy" "everything" {
  name = "everything"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "*"
        #          ^^^ privilege/administrator-policy "Whoever is given policy everything may do everything."
        Resource = "*"
      },
    ]
  })
}
