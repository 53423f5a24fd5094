module "administrators" {
  source                   = "terraform-aws-modules/iam/aws//modules/iam-group-with-policies"
  name                     = "administrators"
  group_users              = ["alice"]
  custom_group_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "group administrators may do everything: AdministratorAccess."
}

module "operators" {
  source = "terraform-aws-modules/iam/aws//modules/iam-group"
  name   = "operators"
  users  = ["bob"]
  policies = {
    reading    = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    identities = "arn:aws:iam::aws:policy/IAMFullAccess"
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "group operators may do everything with identities, which is enough to do everything."
  }
}
