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
      #           ^^^^^^^^^^^^^^ privilege/any-role-passable "user contoso-support, which an outside party acts through, may pass any role to any service."
      Resource = "*"
    }]
  })
}
