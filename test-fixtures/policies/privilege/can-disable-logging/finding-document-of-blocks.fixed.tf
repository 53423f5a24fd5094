data "aws_iam_policy_document" "support" {
  statement {
    actions   = ["logs:DeleteLogGroup"]
    resources = ["*"]
  }

  statement {
    sid    = "KeepLogs"
    effect = "Deny"
    actions = [
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
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "support" {
  role   = aws_iam_role.support.id
  policy = data.aws_iam_policy_document.support.json
}

resource "aws_iam_role" "support" {
  name = "support"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:role/support" }
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}

variable "external_id" {
  type = string
}
