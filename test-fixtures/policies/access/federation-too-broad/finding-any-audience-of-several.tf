resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com", "https://github.com/fabrikam"]
}

resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      #                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/federation-too-broad "Tokens for any audience of the identity provider can assume role provider: its trust does not check what they were issued for."
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:fabrikam/web:environment:prod" } }
    }]
  })
}
