resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_policy_attachment" "support" {
  user       = aws_iam_user.support.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "Contoso is a standing administrator through user contoso-support: AdministratorAccess."
}
