resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_policy" "support" {
  user = aws_iam_user.support.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:PassRole"]
      Resource = "*"
      Condition = {
        StringEquals = {
          "iam:PassedToService" = var.passed_to_service
        }
      }
    }]
  })
}

variable "passed_to_service" {
  type        = string
  description = "Service that roles may be passed to, such as lambda.amazonaws.com"
}
