# The module asks MFA of its members unless it is told not to.
module "guarded" {
  source      = "terraform-aws-modules/iam/aws//modules/iam-group"
  name        = "guarded"
  users       = ["alice"]
  permissions = { work = { actions = ["s3:PutObject"], resources = ["arn:aws:s3:::work/*"] } }
}

module "unguarded" {
  source                 = "terraform-aws-modules/iam/aws//modules/iam-group"
  name                   = "unguarded"
  users                  = ["bob"]
  enable_mfa_enforcement = false
  permissions            = { work = { actions = ["s3:PutObject"], resources = ["arn:aws:s3:::work/*"] } }
  #                                             ^^^^^^^^^^^^^^^^ access/mfa-missing "group unguarded may change things without MFA."
}
