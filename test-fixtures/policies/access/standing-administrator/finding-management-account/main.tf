data "aws_ssoadmin_instances" "here" {}

resource "aws_ssoadmin_permission_set" "operations" {
  name             = "operations"
  instance_arn     = tolist(data.aws_ssoadmin_instances.here.arns)[0]
  session_duration = "PT4H"
}

resource "aws_ssoadmin_managed_policy_attachment" "operations" {
  instance_arn       = aws_ssoadmin_permission_set.operations.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.operations.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
}

data "aws_organizations_organization" "here" {}

resource "aws_ssoadmin_account_assignment" "contoso" {
  instance_arn       = aws_ssoadmin_permission_set.operations.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.operations.arn
  principal_id       = "9067aaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
  principal_type     = "GROUP"
  target_id          = data.aws_organizations_organization.here.master_account_id
  #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "Contoso acts in the management account of the organisation through permission set operations."
  target_type        = "AWS_ACCOUNT"
}
