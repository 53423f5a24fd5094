resource "aws_iam_openid_connect_provider" "tokens" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "releases" {
  name = "releases"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.tokens.arn }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:sub" = "repo:fabrikam/shop:ref:refs/heads/main"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "releases" {
  role       = aws_iam_role.releases.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "role releases deploys with a policy that allows everything: AdministratorAccess."
}
