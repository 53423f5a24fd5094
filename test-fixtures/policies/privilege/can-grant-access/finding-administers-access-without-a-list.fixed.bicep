targetScope = 'subscription'

@description('Ids of the roles that Azure tenant 22222222-0000-0000-0000-000000000002 may give to managed identities')
param delegatedRoleIds array

resource ops 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: guid('ops')
  properties: {
    registrationDefinitionName: 'ops'
    managedByTenantId: '22222222-0000-0000-0000-000000000002'
    authorizations: [
      {
        principalId: '33333333-0000-0000-0000-000000000003'
        roleDefinitionId: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'
        delegatedRoleDefinitionIds: delegatedRoleIds
      }
    ]
  }
}
