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

module "label" {
  source     = "cloudposse/label/null"
  version    = "0.25.0"
  namespace  = "Contoso"
  name       = "msp"
  attributes = ["read"]
}

module "below" {
  source     = "git::https://github.com/cloudposse/terraform-null-label.git?ref=tags/0.25.0"
  enabled    = false
  attributes = ["logs"]
  context    = module.label.context
}

resource "aws_iam_group" "labelled" {
  count = module.label.enabled ? 1 : 0
  name  = module.label.id
  path  = "/${join("-", module.below.context.attributes)}/"
}

resource "aws_iam_group" "off" {
  count = module.below.enabled ? 1 : 0
}
