resource "aws_iam_group" "contoso" {
  name = "contoso"
}

resource "aws_iam_group_policy_attachment" "contoso" {
  group      = aws_iam_group.contoso.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "Contoso is a standing administrator through user contoso-support: AdministratorAccess."
}

resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_group_membership" "support" {
  user   = aws_iam_user.support.name
  groups = [aws_iam_group.contoso.name]
}
