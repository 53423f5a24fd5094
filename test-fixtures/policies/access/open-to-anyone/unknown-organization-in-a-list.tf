variable "organization_id" {
  type = string
}

data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::fabrikam-logs/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = [var.organization_id]
    }
  }
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = "fabrikam-logs"
  policy = data.aws_iam_policy_document.logs.json
}
