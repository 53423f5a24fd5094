module "jump" {
  source              = "Azure/avm-res-network-networksecuritygroup/azurerm"
  version             = "0.4.0"
  name                = "jump"
  resource_group_name = "jump"
  location            = "westeurope"
  security_rules = {
    desktop = {
      name                       = "desktop"
      access                     = "Allow"
      direction                  = "Inbound"
      priority                   = 100
      protocol                   = "Tcp"
      source_address_prefix      = "*"
      #                            ^^^ network/admin-port-open-to-internet "The Internet (*) is let in to RDP (3389) by network security group jump; nothing here has it yet."
      source_port_range          = "*"
      destination_address_prefix = "*"
      destination_port_range     = "3389"
    }
  }
}
