resource "aws_iam_user" "alice" {
  name = "alice"
  tags = { ManagedBy = "Contoso" }
}

resource "aws_iam_user_login_profile" "alice" {
  user = aws_iam_user.alice.name
}
