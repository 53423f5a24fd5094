data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["222222222222"]
      #              ^^^^^^^^^^^^^^ access/undeclared-party "role provider trusts AWS account 222222222222, which is not listed in .msplint.yaml."
    }

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::333333333333:role/agent"]
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "role provider trusts AWS account 333333333333, which is not listed in .msplint.yaml."
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["an-id-from-them"]
    }
  }
}

resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
