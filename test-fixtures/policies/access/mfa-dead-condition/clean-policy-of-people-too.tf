# The condition counts for the members of the group, who have the policy too.
resource "aws_iam_role" "operator" {
  name = "operator"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_group" "operators" {
  name = "operators"
}

resource "aws_iam_policy" "work" {
  name = "work"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "ec2:TerminateInstances"
      Resource  = "*"
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    }]
  })
}

resource "aws_iam_policy_attachment" "work" {
  name       = "work"
  roles      = [aws_iam_role.operator.name]
  groups     = [aws_iam_group.operators.name]
  policy_arn = aws_iam_policy.work.arn
}
