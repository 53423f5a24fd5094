resource "azurerm_role_assignment" "somebody" {
  scope                = "/subscriptions/11111111-0000-0000-0000-000000000001"
  role_definition_name = "Owner"
  principal_id         = "55555555-0000-0000-0000-000000000005"
}
