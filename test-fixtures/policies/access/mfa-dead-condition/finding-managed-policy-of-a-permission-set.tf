# The permission set names the policy of the account.
resource "aws_ssoadmin_permission_set" "operators" {
  name         = "operators"
  instance_arn = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
}

resource "aws_iam_policy" "work" {
  name = "operators-work"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "ec2:TerminateInstances"
      Resource  = "*"
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
      #             ^^^^ access/mfa-dead-condition "What permission set operators is allowed with an MFA it can never do: sessions of roles carry no MFA."
    }]
  })
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "operators" {
  instance_arn       = aws_ssoadmin_permission_set.operators.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.operators.arn
  customer_managed_policy_reference {
    name = aws_iam_policy.work.name
  }
}
