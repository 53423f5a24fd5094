data "aws_iam_policy_document" "pipelines" {
  statement {
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
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [var.oidc_subject]
    }
  }
}

variable "oidc_subject" {
  type        = string
  description = "Subject of the tokens that may assume the role, such as repo:organisation/repository:environment:name"
}
