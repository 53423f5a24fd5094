targetScope = 'subscription'

resource ops 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: guid('ops')
  properties: {
    registrationDefinitionName: 'ops'
    managedByTenantId: '22222222-0000-0000-0000-000000000002'
    authorizations: [
      {
        principalId: '33333333-0000-0000-0000-000000000003'
        roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
      }
    ]
    eligibleAuthorizations: [
      {
        principalId: '33333333-0000-0000-0000-000000000003'
        roleDefinitionId: 'b24988ac-6180-42a0-ab88-20f7382dd24c'
        justInTimeAccessPolicy: {
          multiFactorAuthProvider: 'Azure'
          maximumActivationDuration: 'PT2H'
        }
      }
    ]
  }
}
