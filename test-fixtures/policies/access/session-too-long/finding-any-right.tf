resource "aws_iam_role" "provider" {
  max_session_duration = 43200
  #                      ^^^^^ access/session-too-long "Sessions of AWS account 222222222222 through role provider last for up to 43200 seconds."

  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}
