variable "account" {
  default = "222222222222"
}

module "msp" {
  source     = "./provider-role"
  providers  = { aws = aws.east }
  depends_on = [module.other]

  name    = "msp"
  account = var.account
}

module "other" {
  source  = "./provider-role"
  name    = "other"
  account = 333333333333
}

resource "aws_iam_role_policy_attachment" "more" {
  role       = module.msp.name
  policy_arn = module.other.policies[0]
}

output "all" {
  value = module.msp
}
