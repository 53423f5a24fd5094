# A policy of this tenant binds no user of the managing tenant.
resource "azuread_conditional_access_policy" "mfa" {
  display_name = "MFA for everyone"
  state        = "enabled"

  conditions {
    client_app_types = ["all"]

    applications {
      included_applications = ["All"]
    }

    users {
      included_users = ["All"]
    }
  }

  grant_controls {
    operator          = "OR"
    built_in_controls = ["mfa"]
  }
}

resource "azurerm_lighthouse_definition" "ops" {
  name               = "ops"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"

  eligible_authorization {
    principal_id       = "33333333-0000-0000-0000-000000000003"
    role_definition_id = "43d0d8ad-25c7-4714-9337-8ba259a9fe05"

    just_in_time_access_policy {
      multi_factor_auth_provider = "Azure"
    }
  }
}
