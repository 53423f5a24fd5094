resource "azurerm_lighthouse_definition" "ops" {
  name               = "ops"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"

  authorization {
    principal_id       = "33333333-0000-0000-0000-000000000003"
    role_definition_id = "b24988ac-6180-42a0-ab88-20f7382dd24c"
    #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/standing-powerful-role "A service principal of Azure tenant 22222222-0000-0000-0000-000000000002 holds Contributor permanently through delegation ops. It cannot be made eligible: give it only the roles that its task needs."
    principal_display_name = "Automation (service principal)"
  }
}
