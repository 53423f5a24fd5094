# A program that plays AWS takes any key.
provider "aws" {
  region     = "eu-west-1"
  access_key = "test"
  secret_key = "test"
}

resource "aws_db_instance" "orders" {
  engine                      = "postgres"
  username                    = "admin"
  manage_master_user_password = true
}
