resource "aws_iam_user" "deployer" {
  name = "deployer"
}

resource "aws_iam_user_policy" "deployer" {
  user = aws_iam_user.deployer.name
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = aws_iam_policy.reports.arn },
      #                            ^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "user deployer can become administrator: iam:CreatePolicyVersion and iam:UpdateAssumeRolePolicy (iam-020)."
      { Effect = "Allow", Action = "iam:UpdateAssumeRolePolicy", Resource = aws_iam_role.reports.arn },
    ]
  })
}

resource "aws_iam_policy" "reports" {
  name   = "reports"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }] })
}

resource "aws_iam_role" "reports" {
  name = "reports"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "reports" {
  role       = aws_iam_role.reports.name
  policy_arn = aws_iam_policy.reports.arn
}
