module "alice" {
  source = "./user"
  name   = "alice"
  reset  = false
  #        ^^^^^ lifecycle/first-password-kept "user alice need not change its first console password, which others may know."
}

module "bob" {
  source = "./user"
  name   = "bob"
}
