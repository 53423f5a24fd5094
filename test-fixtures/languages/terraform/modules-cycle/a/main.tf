module "b" {
  source = "../b"
}

module "self" {
  source = "./"
}

module "outside" {
  source = "../../shared"
}

module "values" {
  source = "../c"
  x      = module.values.x
}
