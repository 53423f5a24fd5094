module "alice" {
^^^^^^^^^^^^^^ lifecycle/first-password-kept "user alice need not change its first console password, which others may know."
  source = "./user"
  name   = "alice"
}

module "bob" {
  source = "./user"
  name   = "bob"
  reset  = true
}
