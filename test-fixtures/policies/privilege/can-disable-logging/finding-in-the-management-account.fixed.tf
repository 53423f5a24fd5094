# The root is above all accounts but the one that manages the organisation, where this is deployed.
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
      Statement = [{ Effect = "Allow", Action = "cloudtrail:*", Resource = "*" }, {
        Sid    = "KeepLogs"
        Effect = "Deny"
        Action = [
          "cloudtrail:StopLogging",
          "cloudtrail:DeleteTrail",
          "cloudtrail:UpdateTrail",
          "cloudtrail:PutEventSelectors",
          "guardduty:DeleteDetector",
          "logs:DeleteLogGroup",
          "logs:PutRetentionPolicy",
          "ec2:DeleteFlowLogs",
          "config:StopConfigurationRecorder",
        ]
        Resource = "*"
      }]
    })
  }
}

resource "aws_organizations_policy" "keep_logs" {
  name = "keep-logs"
  content = jsonencode({
    Statement = [{ Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }]
  })
}

resource "aws_organizations_organization" "this" {
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

resource "aws_organizations_policy_attachment" "keep_logs" {
  policy_id = aws_organizations_policy.keep_logs.id
  target_id = aws_organizations_organization.this.roots[0].id
}
