locals {
  rights = {
    audit = "arn:aws:iam::aws:policy/SecurityAudit"
    all   = "arn:aws:iam::aws:policy/AdministratorAccess"
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "AWS account 222222222222 is a standing administrator through role provider: AdministratorAccess."
  }
}

resource "aws_iam_role_policy_attachment" "rights" {
  role       = "provider"
  policy_arn = local.rights["all"]
}
