data "azurerm_role_definition" "roles" {
  name = "Role Based Access Control Administrator"
}

resource "azurerm_role_assignment" "provider" {
  scope              = "/subscriptions/11111111-0000-0000-0000-000000000001"
  role_definition_id = data.azurerm_role_definition.roles.id
  principal_id       = "44444444-0000-0000-0000-000000000004"
  condition_version  = "2.0"
  condition          = <<-EOT
    (!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'}))
    OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]
      ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7})
  EOT
}
