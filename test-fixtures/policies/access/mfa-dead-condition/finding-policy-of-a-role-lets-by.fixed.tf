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
      Condition = { BoolIfExists = { "aws:SecureTransport" = "true" } }
    }]
  })
}
