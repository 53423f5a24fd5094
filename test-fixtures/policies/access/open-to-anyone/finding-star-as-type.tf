data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "*"
      identifiers = ["*"]
      #              ^^^ access/open-to-anyone "Anyone with an AWS account can assume role provider."
    }
  }
}

resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
