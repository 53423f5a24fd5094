resource "aws_iam_role" "provider" {
  max_session_duration = 7200
  #                      ^^^^ access/session-too-long "Sessions of AWS account 222222222222 as administrator through role provider last for up to 7200 seconds."
  managed_policy_arns  = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}
