targetScope = 'subscription'

resource ops 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: guid('ops')
  properties: {
    registrationDefinitionName: 'ops'
    managedByTenantId: '22222222-0000-0000-0000-000000000002'
    authorizations: [
      {
        principalId: '33333333-0000-0000-0000-000000000003'
        roleDefinitionId: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
        //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "Azure tenant 22222222-0000-0000-0000-000000000002 is a standing administrator through delegation ops: Owner."
      }
    ]
  }
}
