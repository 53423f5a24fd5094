resource "azurerm_network_security_group" "support" {
  name                = "support"
  location            = "westeurope"
  resource_group_name = "support"

  security_rule {
    name                       = "agents"
    priority                   = 200
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_ranges    = ["443", "4899"]
    source_address_prefix      = var.remote_support_source_range
    destination_address_prefix = "*"
  }
}

variable "remote_support_source_range" {
  type        = string
  description = "Addresses of the agents and technicians that the remote-support tool is reached from, as a CIDR"
}
