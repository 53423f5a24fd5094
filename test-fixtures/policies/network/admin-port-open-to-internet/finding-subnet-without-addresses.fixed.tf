resource "azurerm_network_security_group" "databases" {
  name                = "databases"
  location            = "westeurope"
  resource_group_name = "work"

  security_rule {
    name                       = "sql"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "1433"
    source_address_prefix      = var.admin_source_range
    destination_address_prefix = "*"
  }
}

resource "azurerm_subnet" "databases" {
  name                 = "databases"
  resource_group_name  = "work"
  virtual_network_name = "work"
  address_prefixes     = ["10.2.3.0/24"]
}

resource "azurerm_subnet_network_security_group_association" "databases" {
  subnet_id                 = azurerm_subnet.databases.id
  network_security_group_id = azurerm_network_security_group.databases.id
}

resource "azurerm_network_interface" "orders" {
  name                = "orders"
  location            = "westeurope"
  resource_group_name = "work"

  ip_configuration {
    name                          = "inner"
    subnet_id                     = azurerm_subnet.databases.id
    private_ip_address_allocation = "Dynamic"
  }
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
