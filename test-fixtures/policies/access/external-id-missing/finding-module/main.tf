variable "partners" {
  type = map(object({ account = string }))
}

module "partner" {
  source   = "./partner-role"
  for_each = var.partners
  #          ~~~~~~~~~~~~ access/external-id-missing

  name    = each.key
  account = each.value.account
# ~~~~~~~ access/external-id-missing
}
