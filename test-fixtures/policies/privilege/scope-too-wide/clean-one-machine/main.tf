resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_policy" "support" {
  user = aws_iam_user.support.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ssm:SendCommand"]
      Resource = "arn:aws:ec2:eu-central-1:111111111111:instance/i-0123456789abcdef0"
    }]
  })
}
