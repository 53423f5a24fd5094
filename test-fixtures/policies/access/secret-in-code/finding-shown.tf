variable "master_password" {
^^^^^^^^^^^^^^^^^^^^^^^^^^ access/secret-in-code "orders is given a password, key or token by a parameter that does not say that it is secret, so that its value is shown."
  type = string
}

resource "aws_db_instance" "orders" {
  engine   = "postgres"
  username = "admin"
  password = var.master_password
}
