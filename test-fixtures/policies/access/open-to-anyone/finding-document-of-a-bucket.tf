data "aws_iam_policy_document" "everyone" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::fabrikam-files/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
      #              ^^^ access/open-to-anyone "Anyone can use bucket fabrikam-files (s3:GetObject)."
    }
  }
}

resource "aws_s3_bucket_policy" "files" {
  bucket = "fabrikam-files"
  policy = data.aws_iam_policy_document.everyone.json
}
