data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::222222222222:root"]
    }

    condition {
      test     = "BoolIfExists"
      #          ^^^^^^^^^^^^^^ access/mfa-bypassable "The MFA condition of role provider can be got round: it lets callers without MFA in."
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
