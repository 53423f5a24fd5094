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
    source_address_prefix      = "203.0.113.7"
    #                            ^^^^^^^^^^^^^ network/provider-rule-too-wide "Contoso Managed Services (203.0.113.7) reaches network security group app past the VPN or bastion."
    destination_address_prefix = "*"
  }

  security_rule {
    name                       = "everything"
    priority                   = 210
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_ranges    = ["0-65535"]
    #                            ^^^^^^^^^^^ network/provider-rule-too-wide "Contoso Managed Services (203.0.113.0/24) is let in to every port by network security group app."
    source_address_prefix      = "203.0.113.0/24"
    destination_address_prefix = "*"
  }
}
