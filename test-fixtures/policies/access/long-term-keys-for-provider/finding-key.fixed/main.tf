resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_access_key" "support" {
  user   = aws_iam_user.support.name
  status = "Inactive"
}
