module "alice" {
  source = "./user"
  name   = "alice"
  reset  = true
}

module "bob" {
  source = "./user"
  name   = "bob"
}
