# Nobody who has assumed the role can do what it is allowed.
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
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
      #             ^^^^ access/mfa-dead-condition "What role operator is allowed with an MFA it can never do: sessions of roles carry no MFA."
    }]
  })
}
