resource "azurerm_network_security_rule" "rdp" {
  name                        = "rdp"
  network_security_group_name = "hosts"
  resource_group_name         = "hosts"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = var.admin_source_range
  destination_address_prefix  = "*"
  destination_port_range      = "3389"
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
