targetScope = 'subscription'

resource ops 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: guid('ops')
  properties: {
    registrationDefinitionName: 'ops'
    managedByTenantId: '22222222-0000-0000-0000-000000000002'
    //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "Azure tenant 22222222-0000-0000-0000-000000000002 manages this environment and is not listed in .msplint.yaml."
    authorizations: [
      {
        principalId: '33333333-0000-0000-0000-000000000003'
        roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
      }
    ]
  }
}
