resource "aws_iam_policy" "keys" {
  name = "keys"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "kms:*"
        #          ^^^^^^^ privilege/everything-of-a-service "policy keys may do everything in kms, on every resource."
        Resource = "*"
      },
    ]
  })
}
