variable "actions" {
  type = list(string)
}

resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_policy" "support" {
  user = aws_iam_user.support.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = var.actions
      Resource = "*"
    }]
  })
}
