data "aws_caller_identity" "here" {}

resource "aws_iam_role" "provider" {
  max_session_duration = 43200
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = data.aws_caller_identity.here.account_id }
    }]
  })
}
