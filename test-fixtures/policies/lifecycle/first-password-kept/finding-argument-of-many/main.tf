variable "reset" {
  type    = bool
  default = false
  #         ^^^^^ lifecycle/first-password-kept "user alice keeps the console password that was made for it."
}

module "alice" {
  source = "./user"
  name   = "alice"
  reset  = var.reset
}

module "others" {
  source   = "./user"
  for_each = { bob = true, carol = false }
  #                                ^^^^^ lifecycle/first-password-kept "user carol keeps the console password that was made for it."
  name     = each.key
  reset    = each.value
}
