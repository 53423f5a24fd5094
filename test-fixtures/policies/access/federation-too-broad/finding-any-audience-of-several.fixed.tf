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
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:fabrikam/web:environment:prod", "token.actions.githubusercontent.com:aud" = var.oidc_audience } }
    }]
  })
}

variable "oidc_audience" {
  type        = string
  description = "Audience of the tokens that may assume the role, such as sts.amazonaws.com"
}
