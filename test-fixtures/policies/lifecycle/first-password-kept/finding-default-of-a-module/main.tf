module "alice" {
  source = "./user"
  name   = "alice"
}

module "bob" {
  source = "./user"
  name   = "bob"
  reset  = true
}
