# Whether the account of the other stack is below this unit is not known.
resource "aws_organizations_policy" "keep_logs" {
  name = "keep-logs"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "keep_logs" {
  policy_id = aws_organizations_policy.keep_logs.id
  target_id = "ou-ab12-cd34ef56"
}
