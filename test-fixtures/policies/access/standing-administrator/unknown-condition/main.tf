variable "condition" {
  type = string
}

data "azurerm_role_definition" "roles" {
  name = "Role Based Access Control Administrator"
}

resource "azurerm_role_assignment" "provider" {
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"
  role_definition_id = data.azurerm_role_definition.roles.id
  principal_id       = "44444444-0000-0000-0000-000000000004"
  condition          = var.condition
  condition_version  = "2.0"
}
