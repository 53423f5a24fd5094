# The session of a role has no MFA to ask for, and the condition lets it by.
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
      Effect    = "Allow"
      Action    = "ec2:TerminateInstances"
      Resource  = "*"
      Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true", "aws:SecureTransport" = "true" } }
      #             ^^^^^^^^^^^^ access/mfa-dead-condition "An MFA condition in the policies of role operator protects nothing: sessions of roles carry no MFA, and it lets them by."
    }]
  })
}
