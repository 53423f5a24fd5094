data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["222222222222"]
      #              ^^^^^^^^^^^^^^ access/undeclared-party "AWS account 222222222222 can assume role provider and is not in the register."
    }

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::333333333333:role/agent"]
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "AWS account 333333333333 can assume role provider and is not in the register."
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
