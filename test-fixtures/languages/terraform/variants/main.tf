variable "account" {
  default = "111111111111"
}

variable "region" {
  type = string
}

resource "example_thing" "uses" {
  account = var.account
  region  = var.region
}
