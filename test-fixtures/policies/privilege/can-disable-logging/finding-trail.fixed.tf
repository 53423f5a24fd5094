resource "aws_iam_role" "msp" {
  name               = "msp"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}

resource "aws_iam_role_policy" "msp" {
  name = "work"
  role = aws_iam_role.msp.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "cloudtrail:*"
        Resource = "*"
      },
      {
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
      },
    ]
  })
}
