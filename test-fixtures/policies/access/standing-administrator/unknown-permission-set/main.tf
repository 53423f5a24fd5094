data "aws_ssoadmin_permission_set" "operations" {
  name         = "operations"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}

resource "aws_identitystore_group" "contoso" {
  display_name      = "Contoso operators"
  identity_store_id = "d-1234567890"
}

resource "aws_ssoadmin_account_assignment" "contoso" {
  instance_arn       = data.aws_ssoadmin_permission_set.operations.instance_arn
  permission_set_arn = data.aws_ssoadmin_permission_set.operations.arn
  principal_id       = aws_identitystore_group.contoso.group_id
  principal_type     = "GROUP"
  target_id          = "111111111111"
  target_type        = "AWS_ACCOUNT"
}
