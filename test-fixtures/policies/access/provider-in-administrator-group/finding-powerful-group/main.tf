resource "aws_iam_group" "power" {
  name = "power"
}

resource "aws_iam_group_policy_attachment" "power" {
  group      = aws_iam_group.power.name
  policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
}

resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_group_membership" "power" {
  name  = "power"
  group = aws_iam_group.power.name
  #       ^^^^^^^^^^^^^^^^^^^^^^^^ access/provider-in-administrator-group "Contoso belongs to group power of the environment's own administrators through user contoso-support."
  users = ["alice", aws_iam_user.support.name]
}
