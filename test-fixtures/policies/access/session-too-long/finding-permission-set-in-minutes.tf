resource "aws_ssoadmin_permission_set" "support" {
  name             = "support"
  instance_arn     = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
  session_duration = "PT480M"
  #                  ^^^^^^^^ access/session-too-long "Sessions with permission set support last for PT480M."
}

resource "aws_ssoadmin_permission_set" "review" {
  name             = "review"
  instance_arn     = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
  session_duration = "PT240M"
}
