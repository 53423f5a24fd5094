resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]
      Principal = { Service = "rolesanywhere.amazonaws.com" }
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:rolesanywhere:eu-west-1:111111111111:trust-anchor/a1b2c3d4" } }
    }]
  })
}
