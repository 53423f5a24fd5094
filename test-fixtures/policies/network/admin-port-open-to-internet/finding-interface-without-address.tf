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
    source_address_prefix      = "*"
    #                            ^^^ network/admin-port-open-to-internet "The Internet (*) is let in to SSH (22) by network security group hosts; nothing that has it here has a public address."
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
