data "aws_iam_policy_document" "provider" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["222222222222"]
      #              ^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role provider, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role."
    }
  }
}

data "aws_iam_policy_document" "trust" {
  source_policy_documents = [data.aws_iam_policy_document.provider.json]

  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
