resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "workflow:deploy"
          #                                           ^^^^^^^^^^^^^^^^^ access/federation-too-broad "Strangers may have tokens that can assume role provider: the subject claim that it asks for names no owner."
        }
      }
    }]
  })
}
