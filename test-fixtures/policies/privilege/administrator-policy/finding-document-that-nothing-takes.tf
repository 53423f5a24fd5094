data "aws_iam_policy_document" "everything" {
  statement {
    actions   = ["*"]
    #            ^^^ privilege/administrator-policy "Whoever is given policy document everything may do everything."
    resources = ["*"]
  }
}
