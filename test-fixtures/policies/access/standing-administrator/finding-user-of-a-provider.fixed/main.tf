resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_policy_attachment" "support" {
  user       = aws_iam_user.support.name
  policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}
