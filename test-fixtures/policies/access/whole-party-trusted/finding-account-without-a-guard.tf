data "aws_iam_policy_document" "provider" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::222222222222:role/support", "222222222222"]
      #                                                        ^^^^^^^^^^^^^^ access/whole-party-trusted "Every identity of AWS account 222222222222 that is allowed to can assume role provider, not one role of it."
    }
  }
}

resource "aws_iam_role" "provider" {
  assume_role_policy = data.aws_iam_policy_document.provider.json
}
