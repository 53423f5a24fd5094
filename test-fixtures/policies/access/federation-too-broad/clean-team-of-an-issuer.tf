resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/oidc.vercel.com" }
      Condition = {
        StringEquals = {
          "oidc.vercel.com:aud" = "https://vercel.com/fabrikam"
          "oidc.vercel.com:sub" = "owner:fabrikam:project:web:environment:production"
        }
      }
    }]
  })
}
