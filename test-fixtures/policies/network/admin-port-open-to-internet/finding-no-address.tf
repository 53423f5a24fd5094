resource "azurerm_network_security_rule" "rdp" {
  name                        = "rdp"
  network_security_group_name = "hosts"
  resource_group_name         = "hosts"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "0.0.0.0"
  #                             ^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0) is let in to RDP (3389) by network security group hosts."
  destination_address_prefix  = "*"
  destination_port_range      = "3389"
}
