variable "seconds" {
  type = number
}

resource "aws_iam_role" "provider" {
  max_session_duration = var.seconds
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}
