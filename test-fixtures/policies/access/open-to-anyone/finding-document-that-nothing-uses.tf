data "aws_iam_policy_document" "everyone" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::fabrikam-files/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
      #              ^^^ access/open-to-anyone "Anyone can use policy document everyone (s3:GetObject)."
    }
  }
}
