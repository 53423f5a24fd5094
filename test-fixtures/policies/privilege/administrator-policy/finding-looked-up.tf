data "aws_iam_policy" "by_name" {
  name = "AdministratorAccess"
  #      ^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "Whoever is given policy AdministratorAccess may do everything."
}

data "aws_iam_policy" "by_arn" {
  arn = "arn:aws:iam::aws:policy/IAMFullAccess"
  #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "policy IAMFullAccess may do everything with identities, which is enough to do everything."
}

output "policies" {
  value = [data.aws_iam_policy.by_name.arn, data.aws_iam_policy.by_arn.arn]
}

data "aws_iam_policy" "reading" {
  name = "ReadOnlyAccess"
}

# What is attached is reported where it is attached.
data "aws_iam_policy" "attached" {
  name = "AdministratorAccess"
}

resource "aws_iam_group_policy_attachment" "operators" {
  group      = "operators"
  policy_arn = data.aws_iam_policy.attached.arn
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "group operators may do everything: AdministratorAccess."
}
