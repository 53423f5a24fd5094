resource "azurerm_network_security_group" "hosts" {
  name                = "hosts"
  location            = "westeurope"
  resource_group_name = "work"

  security_rule {
    name                       = "ssh"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "22"
    source_address_prefix      = var.admin_source_range
    destination_address_prefix = "*"
  }
}

resource "azurerm_network_interface" "host" {
  name                = "host"
  location            = "westeurope"
  resource_group_name = "work"

  ip_configuration {
    name                          = "inner"
    subnet_id                     = "/subscriptions/x/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/hosts"
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_network_interface_security_group_association" "host" {
  network_interface_id      = azurerm_network_interface.host.id
  network_security_group_id = azurerm_network_security_group.hosts.id
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
