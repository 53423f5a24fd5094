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
      #              ^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role partner, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role."
    }
  }
}

resource "aws_iam_role" "partner" {
  for_each           = local.home ? { partner = "everything" } : {}
  name               = each.key
  assume_role_policy = join("", data.aws_iam_policy_document.partner[*].json)
}
