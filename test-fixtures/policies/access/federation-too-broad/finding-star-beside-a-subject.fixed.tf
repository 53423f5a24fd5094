resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = var.oidc_subject } }
    }]
  })
}

variable "oidc_subject" {
  type        = string
  description = "Subject of the tokens that may assume the role, such as repo:organisation/repository:environment:name"
}
