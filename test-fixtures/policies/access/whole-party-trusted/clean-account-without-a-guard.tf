data "aws_iam_policy_document" "provider" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::222222222222:role/support", "222222222222"]
    }
  }
}

resource "aws_iam_role" "provider" {
  assume_role_policy = data.aws_iam_policy_document.provider.json
}
