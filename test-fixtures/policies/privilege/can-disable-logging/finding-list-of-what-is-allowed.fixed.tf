# A list of what is allowed limits where the policy that allows everything is detached, which no code says.
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

resource "aws_organizations_policy" "services" {
  name = "services-in-use"
  content = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["s3:*", "ec2:*"], Resource = "*" }]
  })
}

data "aws_caller_identity" "current" {}

resource "aws_organizations_policy_attachment" "services" {
  policy_id = aws_organizations_policy.services.id
  target_id = data.aws_caller_identity.current.account_id
}
