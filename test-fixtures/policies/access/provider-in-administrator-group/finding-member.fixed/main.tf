resource "aws_iam_group" "admins" {
  name = "administrators"
}

resource "aws_iam_group_policy_attachment" "admins" {
  group      = aws_iam_group.admins.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_group_membership" "support" {
  user   = aws_iam_user.support.name
  groups = [var.provider_group]
}

variable "provider_group" {
  type        = string
  description = "Group that is only for Contoso"
}
