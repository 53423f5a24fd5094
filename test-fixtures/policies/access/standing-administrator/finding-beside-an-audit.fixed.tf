resource "aws_iam_role" "provider" {
  name = "provider"
  managed_policy_arns = [
    "arn:aws:iam::aws:policy/SecurityAudit",
  ]
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "222222222222" }
      Condition = { StringEquals = { "sts:ExternalId" = "an-id-from-them" } }
    }]
  })
}
