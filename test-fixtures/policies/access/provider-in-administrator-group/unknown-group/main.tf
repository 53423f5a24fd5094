resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_group_membership" "support" {
  user   = aws_iam_user.support.name
  groups = ["administrators"]
}
