resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/api.bitbucket.org/2.0/workspaces/fabrikam/pipelines-config/identity/oidc" }
      Condition = {
        StringEquals = { "api.bitbucket.org/2.0/workspaces/fabrikam/pipelines-config/identity/oidc:aud" = "ari:cloud:bitbucket::workspace/7a4e8c53" }
        StringLike   = { "api.bitbucket.org/2.0/workspaces/fabrikam/pipelines-config/identity/oidc:sub" = "{2f1c5a70}:*" }
      }
    }]
  })
}
