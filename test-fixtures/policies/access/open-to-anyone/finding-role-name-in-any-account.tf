data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
      #              ^^^ access/open-to-anyone "Anyone with an AWS account can assume role provider."
    }
    condition {
      test     = "ArnLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::*:role/support"]
    }
  }
}

resource "aws_iam_role" "provider" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
