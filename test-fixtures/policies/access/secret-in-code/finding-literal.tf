provider "aws" {
  region     = "eu-west-1"
  access_key = "AKIAQXQXQXQXQXQXQXQX"
  secret_key = "Qx7Qx7Qx7Qx7Qx7Qx7Qx7Qx7Qx7Qx7Qx7Qx7Qx7Q"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/secret-in-code "The provider of AWS is given a password, key or token that stands in the code."
}

resource "aws_vpn_connection" "office" {
  tunnel1_preshared_key = "northwind-office-1"
  #                       ^^^^^^^^^^^^^^^^^^^^ access/secret-in-code "office is given a password, key or token that stands in the code."
  tunnel2_preshared_key = random_password.tunnel.result
}

resource "random_password" "tunnel" {
  length = 32
}
