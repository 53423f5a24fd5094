module "hosts" {
  source             = "./hosts"
  admin_source_range = var.admin_source_range
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
