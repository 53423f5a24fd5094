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
    source_address_prefix      = "Internet"
    #                            ^^^^^^^^^^ network/remote-support-port-open-to-internet "The Internet is let in by network security group support to a port commonly used by Radmin (4899); nothing here has it yet."
    destination_address_prefix = "*"
  }
}
