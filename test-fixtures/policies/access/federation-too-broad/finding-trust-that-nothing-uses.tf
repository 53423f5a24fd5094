data "aws_iam_policy_document" "pipelines" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:*"]
      #           ^^^^^^^^ access/federation-too-broad "Strangers may have tokens that can assume a role with the trust policy pipelines: the subject claim that it asks for names no owner."
    }
  }
}
