# The role is passed to App Runner under one name, and trusts it under another.
resource "aws_iam_role" "all" {
  name = "everything"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "tasks.apprunner.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "all" {
  role       = aws_iam_role.all.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_policy" "web" {
  name = "web"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "apprunner:CreateService", Resource = "*" },
      {
        Effect    = "Allow"
        Action    = "iam:PassRole"
        #           ^^^^^^^^^^^^^^ privilege/escalation-to-administrator "Whoever is given policy web can become administrator: iam:PassRole and apprunner:CreateService (apprunner-001)."
        Resource  = aws_iam_role.all.arn
        Condition = { StringEquals = { "iam:PassedToService" = "apprunner.amazonaws.com" } }
      },
    ]
  })
}
