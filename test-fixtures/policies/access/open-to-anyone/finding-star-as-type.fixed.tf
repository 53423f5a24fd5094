data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = var.trusted_principal_arns
    }
  }
}

resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may assume the role"
}
