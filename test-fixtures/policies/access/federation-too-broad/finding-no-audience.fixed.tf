resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:fabrikam/web:environment:prod", "token.actions.githubusercontent.com:aud" = var.oidc_audience } }
    }]
  })
}

variable "oidc_audience" {
  type        = string
  description = "Audience of the tokens that may assume the role, such as sts.amazonaws.com"
}
