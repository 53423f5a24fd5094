module "msp" {
  source = "./role"
  name   = "msp"
}

module "other" {
  source = "./role"
  name   = "other"
}
