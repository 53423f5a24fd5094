variable "master_password" {
  type      = string
  sensitive = true
}

resource "aws_db_instance" "orders" {
  engine   = "postgres"
  username = "admin"
  password = var.master_password
}
