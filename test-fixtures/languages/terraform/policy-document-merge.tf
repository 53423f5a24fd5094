data "aws_iam_policy_document" "source" {
  version   = "2008-10-17"
  policy_id = "source"

  statement {
    sid       = "Same"
    actions   = ["s3:Get*"]
    resources = ["arn:aws:s3:::home/&{aws:username}/*"]
  }
  statement {
    sid     = "Kept"
    actions = ["s3:List*"]
  }
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents = [data.aws_iam_policy_document.source.json, ""]

  statement {
    sid         = "Same"
    effect      = "Deny"
    not_actions = ["s3:*"]
    not_principals {
      type        = "AWS"
      identifiers = ["111111111111"]
    }
  }

  dynamic "statement" {
    for_each = ["a", "b"]
    content {
      sid           = statement.value
      actions       = ["ec2:*"]
      not_resources = ["*"]
    }
  }

  override_policy_documents = [
    jsonencode({ Statement = [{ Sid = "b", Effect = "Allow", Action = "overridden:*" }] }),
    <<-EOT
      { "Id": "last", "Statement": { "Effect": "Deny", "Action": "appended:*", "Resource": "*" } }
    EOT
  ]
}

variable "unknown" {}

data "aws_iam_policy_document" "maybe" {
  source_policy_documents   = [data.aws_iam_policy_document.source.json]
  override_policy_documents = [var.unknown]

  statement {
    actions = ["sts:AssumeRole"]
  }
}

resource "aws_iam_policy" "p" {
  policy      = data.aws_iam_policy_document.merged.minified_json
  description = data.aws_iam_policy_document.maybe.json
}
