# What this denies to the account counts for the roles of the other stack.
resource "aws_organizations_policy" "keep_logs" {
  name = "keep-logs"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "keep_logs" {
  policy_id = aws_organizations_policy.keep_logs.id
  target_id = "111111111111"
}
