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
      #           ^^^^^^^^^^^^^^^^^ privilege/scope-too-wide "user contoso-support, which a provider acts through, may run commands on every machine. Demand a tag (ssm:resourceTag)."
      Resource = "*"
    }]
  })
}
