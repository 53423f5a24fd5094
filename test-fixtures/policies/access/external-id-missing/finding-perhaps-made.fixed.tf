data "aws_region" "current" {}

locals {
  home = data.aws_region.current.region == "eu-west-2"
}

data "aws_iam_policy_document" "partner" {
  count = local.home ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["222222222222"]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }
}

resource "aws_iam_role" "partner" {
  for_each           = local.home ? { partner = "everything" } : {}
  name               = each.key
  assume_role_policy = join("", data.aws_iam_policy_document.partner[*].json)
}

variable "external_id" {
  type        = string
  description = "External ID issued by AWS account 222222222222"
}
