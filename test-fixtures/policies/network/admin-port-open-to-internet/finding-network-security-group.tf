resource "azurerm_network_security_group" "hosts" {
  name                = "hosts"
  location            = "westeurope"
  resource_group_name = "network"

  security_rule {
    name                       = "ssh"
    priority                   = 200
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "22"
    source_address_prefix      = "*"
    #                            ^^^ network/admin-port-open-to-internet "The Internet (*) is let in to SSH (22) by network security group hosts; nothing here has it yet."
    destination_address_prefix = "*"
  }

  security_rule {
    name                       = "windows"
    priority                   = 210
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_ranges    = ["443", "3380-3390"]
    source_address_prefixes    = ["10.0.0.0/8", "0.0.0.0/0"]
    #                                           ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to RDP (3389) by network security group hosts; nothing here has it yet."
    destination_address_prefix = "VirtualNetwork"
  }

  # A priority after the rules above closes nothing.
  security_rule {
    name                       = "rest"
    priority                   = 4096
    direction                  = "Inbound"
    access                     = "Deny"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = "*"
    destination_address_prefix = "*"
  }
}

resource "azurerm_network_security_rule" "any" {
  name                        = "any"
  resource_group_name         = "network"
  network_security_group_name = azurerm_network_security_group.hosts.name
  priority                    = 300
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "*"
  source_port_range           = "*"
  destination_port_range      = "*"
  source_address_prefix       = "Internet"
  #                             ^^^^^^^^^^ network/admin-port-open-to-internet "The Internet is let in to every port by network security group hosts; nothing here has it yet."
  destination_address_prefix  = "*"
}
