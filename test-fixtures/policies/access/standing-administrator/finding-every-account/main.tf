data "aws_ssoadmin_instances" "here" {}

resource "aws_ssoadmin_permission_set" "operations" {
  name             = "operations"
  instance_arn     = tolist(data.aws_ssoadmin_instances.here.arns)[0]
  session_duration = "PT4H"
}

resource "aws_ssoadmin_managed_policy_attachment" "operations" {
  instance_arn       = aws_ssoadmin_permission_set.operations.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.operations.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}

data "aws_organizations_organization" "here" {}

resource "aws_identitystore_group" "contoso" {
  display_name      = "Contoso operators"
  identity_store_id = "d-1234567890"
}

resource "aws_ssoadmin_account_assignment" "contoso" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "Contoso acts in every account of the organisation through permission set operations."
  for_each           = toset(data.aws_organizations_organization.here.accounts[*].id)
  instance_arn       = aws_ssoadmin_permission_set.operations.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.operations.arn
  principal_id       = aws_identitystore_group.contoso.group_id
  principal_type     = "GROUP"
  target_id          = each.value
  target_type        = "AWS_ACCOUNT"
}
