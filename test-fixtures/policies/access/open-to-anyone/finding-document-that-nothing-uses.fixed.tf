data "aws_iam_policy_document" "everyone" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::fabrikam-files/*"]

    principals {
      type        = "AWS"
      identifiers = var.trusted_principal_arns
    }
  }
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may use it"
}
