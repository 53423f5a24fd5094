resource "azurerm_role_assignment" "provider" {
  scope                = "/subscriptions/11111111-0000-0000-0000-000000000001"
  role_definition_name = "Owner"
  #                      ^^^^^^^ access/standing-administrator "Contoso is a standing administrator through role assignment provider: Owner."
  principal_id         = "44444444-0000-0000-0000-000000000004"
}
