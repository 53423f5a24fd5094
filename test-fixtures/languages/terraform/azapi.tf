resource "azapi_resource" "definition" {
  type      = "Microsoft.ManagedServices/registrationDefinitions@2022-10-01"
  name      = "definition"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000001"
  body = {
    properties = {
      managedByTenantId = "00000000-0000-0000-0000-000000000002"
    }
  }
}

resource "azapi_resource" "encoded" {
  type = "Microsoft.ManagedServices/registrationDefinitions@2022-10-01"
  body = jsonencode({ properties = { description = "x" } })
}
