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

data "aws_identitystore_user" "engineer" {
  identity_store_id = "d-1234567890"
  alternate_identifier {
    unique_attribute {
      attribute_path  = "UserName"
      attribute_value = "engineer@contoso.example"
    }
  }
}

resource "aws_ssoadmin_account_assignment" "contoso" {
  instance_arn       = aws_ssoadmin_permission_set.operations.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.operations.arn
  principal_id       = data.aws_identitystore_user.engineer.user_id
  principal_type     = "USER"
  #                    ^^^^^^ access/person-instead-of-group "One person of Contoso is given permission set operations. Assign a group instead."
  target_id          = "111111111111"
  target_type        = "AWS_ACCOUNT"
}
