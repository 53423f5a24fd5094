# The organisation denies to the account what the role is allowed.
resource "aws_iam_role" "msp" {
  name = "msp"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
  inline_policy {
    name = "trails"
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = "cloudtrail:*", Resource = "*" }]
    })
  }
}

resource "aws_organizations_policy" "keep_logs" {
  name = "keep-logs"
  content = jsonencode({
    Statement = [{ Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }]
  })
}

data "aws_caller_identity" "current" {}

resource "aws_organizations_policy_attachment" "keep_logs" {
  policy_id = aws_organizations_policy.keep_logs.id
  target_id = data.aws_caller_identity.current.account_id
}
