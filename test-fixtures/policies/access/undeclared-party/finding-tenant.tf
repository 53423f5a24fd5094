resource "azurerm_lighthouse_definition" "ops" {
  name               = "ops"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "Azure tenant 22222222-0000-0000-0000-000000000002 manages this environment and is not listed in .msplint.yaml."
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"

  authorization {
    principal_id       = "33333333-0000-0000-0000-000000000003"
    role_definition_id = "acdd72a7-3385-48ef-bd42-f606fba81ae7"
  }

  eligible_authorization {
    principal_id       = "33333333-0000-0000-0000-000000000003"
    role_definition_id = "b24988ac-6180-42a0-ab88-20f7382dd24c"

    just_in_time_access_policy {
      multi_factor_auth_provider = "Azure"
    }
  }
}
