data "aws_iam_policy_document" "keys" {
  statement {
    actions   = ["iam:CreateAccessKey"]
    #            ^^^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "Whoever is given policy document keys can become administrator: iam:CreateAccessKey (iam-002)."
    resources = ["*"]
  }
}
