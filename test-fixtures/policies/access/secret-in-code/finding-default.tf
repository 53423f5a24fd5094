variable "master_password" {
  default = "northwind-2019"
  #         ^^^^^^^^^^^^^^^^ access/secret-in-code "orders is given a password, key or token that has a default: who deploys it elsewhere shares it, and whoever reads the code has it."
}

resource "aws_db_instance" "orders" {
  engine   = "postgres"
  username = "admin"
  password = var.master_password
}
