targetScope = 'subscription'

param role string

resource ops 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: guid('ops')
  properties: {
    registrationDefinitionName: 'ops'
    managedByTenantId: '22222222-0000-0000-0000-000000000002'
    authorizations: [
      {
        principalId: '33333333-0000-0000-0000-000000000003'
        roleDefinitionId: role
      }
    ]
  }
}
