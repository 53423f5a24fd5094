resource "azurerm_lighthouse_definition" "ops" {
  name               = "ops"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"

  authorization {
    principal_id                  = "33333333-0000-0000-0000-000000000003"
    role_definition_id            = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"
    delegated_role_definition_ids = var.delegated_role_ids
  }
}

variable "delegated_role_ids" {
  type        = list(string)
  description = "Ids of the roles that Azure tenant 22222222-0000-0000-0000-000000000002 may give to managed identities"
}
