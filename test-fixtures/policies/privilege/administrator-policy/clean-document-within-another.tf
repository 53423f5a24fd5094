data "aws_iam_policy_document" "wide" {
  statement {
    sid       = "Work"
    actions   = ["iam:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "narrow" {
  statement {
    sid       = "Work"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::reports/*"]
  }
}

data "aws_iam_policy_document" "together" {
  source_policy_documents   = [data.aws_iam_policy_document.wide.json]
  override_policy_documents = [data.aws_iam_policy_document.narrow.json]
}

resource "aws_iam_group_policy" "people" {
  group  = "people"
  policy = data.aws_iam_policy_document.together.json
}
