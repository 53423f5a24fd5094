module "alice" {
  source = "./user"
  name   = "alice"
  reset  = false
  #        ^^^^^ lifecycle/first-password-kept "user alice keeps the console password that was made for it."
}

module "bob" {
  source = "./user"
  name   = "bob"
}
