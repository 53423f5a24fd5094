module "partner" {
  source  = "contoso/partner/aws//modules/role"
  version = "1.0.0"
  account = "222222222222"
}

module "policy" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-iam.git//modules/iam-policy?ref=v5.39.0"
  name   = "partner"
  policy = jsonencode({ Statement = [] })
}

module "changed" {
  source = "contoso/changed/aws"
}

resource "aws_iam_role_policy_attachment" "partner" {
  role       = module.partner.name
  policy_arn = module.policy.arn
}

resource "aws_iam_group" "unread" {
  name = module.changed.name
  path = module.policy.unmapped
}
