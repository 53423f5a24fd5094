variable "partners" {
  type = map(object({ account = string }))
}

module "partner" {
  source   = "./partner-role"
  for_each = var.partners

  name    = each.key
  account = each.value.account
}
