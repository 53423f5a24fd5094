resource "aws_iam_policy" "reach" {
  name = "reach"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        #          ^^^^^^^^^^^^^^^^ privilege/can-assume-any-role "policy reach may assume every role of every account that trusts this one."
        Resource = "*"
      },
    ]
  })
}
