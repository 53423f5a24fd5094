resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }
      Condition = {
        StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
        StringLike = { "token.actions.githubusercontent.com:sub" = "repo:fabrikam*" }
        #                                                          ^^^^^^^^^^^^^^^^ access/federation-too-broad "The subject that the trust of role provider asks for does not name the owner of the tokens: strangers may have such tokens."
      }
    }]
  })
}
