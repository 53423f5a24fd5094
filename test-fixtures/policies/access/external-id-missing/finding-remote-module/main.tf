module "partner" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"
  version = "~> 5.0"

  create_role       = true
  role_name         = "partner"
  role_requires_mfa = false
  trusted_role_arns = ["arn:aws:iam::222222222222:root"]
  #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role partner, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role."
}

module "guarded" {
  source = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"

  create_role         = true
  role_name           = "guarded"
  role_requires_mfa   = false
  trusted_role_arns   = ["arn:aws:iam::222222222222:root"]
  role_sts_externalid = ["issued-by-contoso-4711"]
}
