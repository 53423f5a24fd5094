variable "reset" {
  type    = bool
  default = false
  #         ^^^^^ lifecycle/first-password-kept "user alice need not change its first console password, which others may know."
}

module "alice" {
  source = "./user"
  name   = "alice"
  reset  = var.reset
}

module "others" {
  source   = "./user"
  for_each = { bob = true, carol = false }
  #                                ^^^^^ lifecycle/first-password-kept "user carol need not change its first console password, which others may know."
  name     = each.key
  reset    = each.value
}
