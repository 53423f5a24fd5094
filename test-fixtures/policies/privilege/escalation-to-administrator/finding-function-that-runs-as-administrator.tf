# Whoever changes the function has the role that it runs as.
resource "aws_iam_role" "worker" {
  name = "worker"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
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
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "user developer can become administrator, by way of function orders, which runs as role worker, an administrator: lambda:UpdateFunctionCode (lambda-003)."
      Resource = aws_lambda_function.orders.arn
    }]
  })
}
