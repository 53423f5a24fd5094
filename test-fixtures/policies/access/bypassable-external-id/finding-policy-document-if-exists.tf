data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::222222222222:root"]
    }

    condition {
      test     = "StringEqualsIfExists"
      #          ^^^^^^^^^^^^^^^^^^^^^^ access/bypassable-external-id "The external ID condition of role provider does not bind: callers without the right ID get in."
      variable = "sts:ExternalId"
      values   = ["an-id-from-them"]
    }
  }
}

resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
