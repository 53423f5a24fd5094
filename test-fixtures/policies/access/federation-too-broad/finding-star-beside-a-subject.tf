resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = ["repo:fabrikam/*", "*"] } }
      #                                                                                            ^^^ access/federation-too-broad "Any token of the identity provider can assume role provider: its trust does not check whose token it is."
    }]
  })
}
