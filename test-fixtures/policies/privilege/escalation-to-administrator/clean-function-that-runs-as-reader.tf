# The function runs as a role that only reads.
resource "aws_iam_role" "worker" {
  name = "worker"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/SecurityAudit"]
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.worker.arn
}

resource "aws_iam_user" "developer" {
  name = "developer"
}

resource "aws_iam_user_policy" "developer" {
  name = "deploy"
  user = aws_iam_user.developer.name
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "lambda:UpdateFunctionCode"
      Resource = "arn:aws:lambda:eu-west-1:111111111111:function:orders"
    }]
  })
}
