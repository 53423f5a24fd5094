resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  #               ^^^^^^^^^^^^^^^^^^^^^^^ privilege/workload-administrator "function orders runs with role orders, which may do everything: AdministratorAccess."
}

resource "aws_lambda_function" "users" {
  function_name = "users"
  role          = aws_iam_role.users.arn
  #               ^^^^^^^^^^^^^^^^^^^^^^ privilege/workload-administrator "function users runs with role users, which may do everything with identities and so everything."
}

resource "aws_ecs_task_definition" "web" {
  family             = "web"
  task_role_arn      = aws_iam_role.passwords.arn
  #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/workload-administrator "task definition web runs with role passwords, which can become administrator: iam:UpdateLoginProfile (iam-006)."
  execution_role_arn = "arn:aws:iam::111111111111:role/ecs-execution"
}

locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"] }
    }]
  })
}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "orders" {
  role       = aws_iam_role.orders.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "users" {
  name               = "users"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "users" {
  role = aws_iam_role.users.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:Describe*", "iam:*"], Resource = "*" }]
  })
}

resource "aws_iam_role" "passwords" {
  name               = "passwords"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "passwords" {
  role = aws_iam_role.passwords.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:UpdateLoginProfile", Resource = "*" }]
  })
}
