targetScope = 'subscription'

param authorizations array

resource ops 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: guid('ops')
  properties: {
    registrationDefinitionName: 'ops'
    managedByTenantId: '22222222-0000-0000-0000-000000000002'
    authorizations: authorizations
  }
}
