resource "azurerm_lighthouse_definition" "ops" {
  name               = "ops"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"

  authorization {
    principal_id                  = "33333333-0000-0000-0000-000000000003"
    role_definition_id            = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"
    delegated_role_definition_ids = ["b24988ac-6180-42a0-ab88-20f7382dd24c"]
    #                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/can-grant-access "Azure tenant 22222222-0000-0000-0000-000000000002 can give Contributor to any managed identity through delegation ops. Leave in the list only what these identities need."
  }
}
