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

resource "aws_iam_policy" "everything" {
  name = "everything"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    #                                         ^^^ access/standing-administrator "Contoso is a standing administrator through permission set operations: everything."
  })
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "operations" {
  instance_arn       = aws_ssoadmin_permission_set.operations.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.operations.arn
  customer_managed_policy_reference {
    name = aws_iam_policy.everything.name
  }
}

resource "aws_identitystore_group" "contoso" {
  display_name      = "Contoso operators"
  identity_store_id = "d-1234567890"
}

resource "aws_ssoadmin_account_assignment" "contoso" {
  instance_arn       = aws_ssoadmin_permission_set.operations.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.operations.arn
  principal_id       = aws_identitystore_group.contoso.group_id
  principal_type     = "GROUP"
  target_id          = "111111111111"
  target_type        = "AWS_ACCOUNT"
}
