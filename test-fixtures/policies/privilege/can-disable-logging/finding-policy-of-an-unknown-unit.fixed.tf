# Whether the account is below the unit is not known, so the policy may deny it or not.
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

variable "organizational_unit" {}

resource "aws_organizations_policy_attachment" "keep_logs" {
  policy_id = aws_organizations_policy.keep_logs.id
  target_id = var.organizational_unit
}
