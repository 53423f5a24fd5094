data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::333333333333:root", "arn:aws:iam::222222222222:role/agent"]
      #                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lifecycle/ended-access-remains "Contoso is marked as ended and can still act through role provider."
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["an-id-from-them"]
    }
  }
}

resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
