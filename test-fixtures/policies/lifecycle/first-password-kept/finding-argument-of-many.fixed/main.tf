variable "reset" {
  type    = bool
  default = true
}

module "alice" {
  source = "./user"
  name   = "alice"
  reset  = var.reset
}

module "others" {
  source   = "./user"
  for_each = { bob = true, carol = true }
  name     = each.key
  reset    = each.value
}
