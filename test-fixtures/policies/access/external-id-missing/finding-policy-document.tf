data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::222222222222:root"]
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role provider, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role."
    }
  }
}

resource "aws_iam_role" "provider" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
