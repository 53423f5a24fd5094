locals {
  engineers = {
    day   = "33333333-0000-0000-0000-000000000003"
    night = "44444444-0000-0000-0000-000000000004"
  }
}

resource "azurerm_lighthouse_definition" "ops" {
  name               = "ops"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"

  dynamic "eligible_authorization" {
    for_each = local.engineers
    content {
      principal_id       = eligible_authorization.value
      role_definition_id = "43d0d8ad-25c7-4714-9337-8ba259a9fe05"

      just_in_time_access_policy {
        multi_factor_auth_provider = "Azure"
      }
    }
  }
}
