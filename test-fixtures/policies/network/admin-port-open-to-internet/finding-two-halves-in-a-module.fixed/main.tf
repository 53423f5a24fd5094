module "hosts" {
  source             = "./hosts"
  admin_source_range = var.admin_source_range
}

variable "admin_source_range" {
  type        = string
  description = "Addresses of the VPN or bastion that administration comes from, as a CIDR"
}
