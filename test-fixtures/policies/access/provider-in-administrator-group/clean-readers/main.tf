resource "aws_iam_group" "readers" {
  name = "readers"
}

resource "aws_iam_group_policy_attachment" "readers" {
  group      = aws_iam_group.readers.name
  policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}

resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_group_membership" "support" {
  user   = aws_iam_user.support.name
  groups = [aws_iam_group.readers.name]
}
