resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:SetSourceIdentity"]
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" }, StringLike = {
        "sts:SourceIdentity" = "*"
      } }
    }]
  })
}
