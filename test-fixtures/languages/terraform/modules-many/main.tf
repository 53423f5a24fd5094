variable "providers_by_name" {}

module "each" {
  source   = "./role"
  for_each = var.providers_by_name
  name     = each.key
  account  = each.value
}

module "two" {
  source  = "./role"
  count   = 2
  name    = "two-${count.index}"
  account = null
}

locals {
  one    = module.each["a"].name
  list   = module.two[*].name
  second = module.two[1].name
  every  = [for key, role in module.each : "${key}=${role.name}"]
  none   = module.each["c"].name
  typo   = module.each["a"].nmae
}

resource "aws_iam_group" "seen" {
  one    = local.one
  list   = local.list
  second = local.second
  every  = local.every
  none   = local.none
  typo   = local.typo
}
