data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Base"
    effect    = "Deny"
    actions   = ["iam:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "trust" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["222222222222"]
    }
    principals {
      type        = "AWS"
      identifiers = [data.aws_caller_identity.current.account_id]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["a"]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["b"]
    }
    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = [true]
    }
  }
}

data "aws_iam_policy_document" "anyone" {
  override_policy_documents = [var.unknown_document]

  statement {
    not_actions = ["sts:TagSession"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

variable "unknown_document" {}

resource "aws_iam_role" "msp" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "open" {
  assume_role_policy = data.aws_iam_policy_document.anyone.json
}
