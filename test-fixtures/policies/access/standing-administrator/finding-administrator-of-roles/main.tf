data "azurerm_role_definition" "roles" {
  name = "Role Based Access Control Administrator"
}

resource "azurerm_role_assignment" "provider" {
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"
  role_definition_id = data.azurerm_role_definition.roles.id
  #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "Contoso is a standing administrator through role assignment provider: Role Based Access Control Administrator."
  principal_id       = "44444444-0000-0000-0000-000000000004"
}
