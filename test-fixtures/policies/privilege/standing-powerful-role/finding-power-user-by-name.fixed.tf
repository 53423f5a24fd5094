resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = {
        StringEquals = { "sts:ExternalId" = "an-id-from-them" }
      }
    }]
  })
}

data "aws_iam_policy" "rights" {
  name = "SecurityAudit"
}

resource "aws_iam_role_policy_attachments_exclusive" "rights" {
  role_name   = aws_iam_role.provider.name
  policy_arns = [data.aws_iam_policy.rights.arn]
}
