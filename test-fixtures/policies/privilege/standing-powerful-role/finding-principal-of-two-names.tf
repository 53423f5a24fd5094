# Shown once as a program and once as people, so that nobody knows which of the two it is.
resource "azurerm_lighthouse_definition" "ops" {
  name               = "ops"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"

  authorization {
    principal_id           = "33333333-0000-0000-0000-000000000003"
    role_definition_id     = "b24988ac-6180-42a0-ab88-20f7382dd24c"
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/standing-powerful-role "Azure tenant 22222222-0000-0000-0000-000000000002 holds Contributor permanently through delegation ops. Let its people activate the role when they need it."
    principal_display_name = "Automation (service principal)"
  }

  authorization {
    principal_id           = "33333333-0000-0000-0000-000000000003"
    role_definition_id     = "acdd72a7-3385-48ef-bd42-f606fba81ae7"
    principal_display_name = "Tier 1 support"
  }
}
