resource "aws_iam_policy" "reach" {
  name = "reach"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = ["arn:aws:iam::333333333333:role/msp-support", "arn:aws:iam::444444444444:role/msp-support"]
      },
    ]
  })
}
