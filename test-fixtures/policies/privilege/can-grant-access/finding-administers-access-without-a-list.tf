resource "azurerm_lighthouse_definition" "ops" {
  name               = "ops"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"

  authorization {
    principal_id                  = "33333333-0000-0000-0000-000000000003"
    role_definition_id            = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"
    #                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/can-grant-access "Azure tenant 22222222-0000-0000-0000-000000000002 is User Access Administrator through delegation ops, without the list of roles that it may give to managed identities. Azure asks for that list."
  }
}
