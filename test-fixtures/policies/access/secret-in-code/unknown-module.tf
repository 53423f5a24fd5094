module "passwords" {
  source = "git::https://git.example/passwords.git"
}

resource "aws_db_instance" "orders" {
  engine   = "postgres"
  username = "admin"
  password = module.passwords.orders
}
