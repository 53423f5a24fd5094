module "deploy" {
  source   = "./role"
  subjects = ["repo:contoso/shop:environment:live"]
}

module "test" {
^^^^^^^^^^^^^ access/federation-too-broad "Any token of the identity provider can assume role test: its trust does not check whose token it is."
  source = "./role"
}
