locals {
  rights = {
    audit = "arn:aws:iam::aws:policy/SecurityAudit"
    all   = "arn:aws:iam::aws:policy/SecurityAudit"
  }
}

resource "aws_iam_role_policy_attachment" "rights" {
  role       = "provider"
  policy_arn = local.rights["all"]
}
