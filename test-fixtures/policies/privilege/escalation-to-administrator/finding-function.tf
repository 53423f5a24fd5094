resource "aws_iam_role" "function" {
  name               = "function"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  name = "work"
  role = aws_iam_role.function.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
        #           ^^^^^^^^^^^^^^ privilege/escalation-to-administrator "role function could become administrator, if there is a powerful role that it can pass: iam:PassRole, lambda:CreateFunction and lambda:InvokeFunction (lambda-001)."
        Resource = "*"
      },
    ]
  })
}
