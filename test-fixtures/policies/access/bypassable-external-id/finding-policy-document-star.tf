data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::222222222222:root"]
    }

    condition {
      test     = "StringLike"
      #          ^^^^^^^^^^^^ access/bypassable-external-id "role provider can be assumed with any external ID: its condition takes every value."
      variable = "sts:ExternalId"
      values   = ["*"]
    }
  }
}

resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
