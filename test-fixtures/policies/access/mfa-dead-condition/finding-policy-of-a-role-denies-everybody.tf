# The Deny is meant for those without MFA, and is for everybody.
resource "aws_iam_role" "operator" {
  name = "operator"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "operator" {
  name = "work"
  role = aws_iam_role.operator.id
  policy = jsonencode({
    Statement = [{
      Effect    = "Deny"
      Action    = "ec2:TerminateInstances"
      Resource  = "*"
      Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
      #             ^^^^^^^^^^^^ access/mfa-dead-condition "What is denied to role operator without an MFA is always denied to it: sessions of roles carry no MFA."
    }]
  })
}
