resource "azurerm_bastion_host" "entry" {
  name                = "entry"
  location            = "westeurope"
  resource_group_name = "network"
}

resource "azurerm_network_security_group" "app" {
  name                = "app"
  location            = "westeurope"
  resource_group_name = "network"

  security_rule {
    name                       = "provider"
    priority                   = 200
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "22"
    source_address_prefix      = var.provider_range
    destination_address_prefix = "*"
  }

  security_rule {
    name                       = "everything"
    priority                   = 210
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "*"
    source_port_range          = "*"
    source_address_prefix      = var.provider_range
    destination_address_prefix = "*"
    destination_port_range     = var.provider_port
  }
}

variable "provider_port" {
  type        = string
  description = "The port that Contoso Managed Services needs"
}

variable "provider_range" {
  type        = string
  description = "Addresses behind the VPN or bastion that Contoso Managed Services comes through"
}
