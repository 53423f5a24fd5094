# Roles of one block, a guard for the first alone: the finding speaks of the other two.
variable "vendors" {
  default = {
    backup = { account = "222222222222", external_ids = ["northwind-7f3a9c21"] }
    cost   = { account = "333333333333", external_ids = [] }
    stock  = { account = "444444444444", external_ids = [] }
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = var.vendors
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${each.value.account}:root"]
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 333333333333 as a whole can assume role cost, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role. The same holds for AWS account 444444444444 (role stock)."
    }
    dynamic "condition" {
      for_each = length(each.value.external_ids) == 0 ? [] : [1]
      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = each.value.external_ids
      }
    }
  }
}

resource "aws_iam_role" "vendor" {
  for_each           = var.vendors
  name               = each.key
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}
