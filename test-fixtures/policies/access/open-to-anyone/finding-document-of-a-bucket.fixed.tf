data "aws_iam_policy_document" "everyone" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::fabrikam-files/*"]

    principals {
      type        = "AWS"
      identifiers = var.trusted_principal_arns
    }
  }
}

resource "aws_s3_bucket_policy" "files" {
  bucket = "fabrikam-files"
  policy = data.aws_iam_policy_document.everyone.json
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may use it"
}
