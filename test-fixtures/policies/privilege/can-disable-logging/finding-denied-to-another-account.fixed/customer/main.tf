provider "aws" {
  allowed_account_ids = ["111111111111"]
}

resource "aws_iam_role" "msp" {
  name = "msp"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}

resource "aws_iam_role_policy" "trails" {
  name = "trails"
  role = aws_iam_role.msp.id
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
