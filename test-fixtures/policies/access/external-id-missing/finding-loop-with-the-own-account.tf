# No fix: what would bind the vendor would bind the own account, which comes in at the same place.
provider "aws" {
  allowed_account_ids = ["111111111111"]
}

data "aws_iam_policy_document" "trust" {
  dynamic "statement" {
    for_each = toset(["111111111111", "222222222222"])
    content {
      actions = ["sts:AssumeRole"]
      principals {
        type        = "AWS"
        identifiers = ["arn:aws:iam::${statement.value}:root"]
        #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role vendor, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role."
      }
    }
  }
}

resource "aws_iam_role" "vendor" {
  name               = "vendor"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
