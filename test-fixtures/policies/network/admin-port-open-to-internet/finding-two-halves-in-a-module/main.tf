module "hosts" {
  source = "./hosts"
}
