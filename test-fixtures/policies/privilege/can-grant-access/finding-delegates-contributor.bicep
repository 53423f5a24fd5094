targetScope = 'subscription'

resource ops 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: guid('ops')
  properties: {
    registrationDefinitionName: 'ops'
    managedByTenantId: '22222222-0000-0000-0000-000000000002'
    authorizations: [
      {
        principalId: '33333333-0000-0000-0000-000000000003'
        roleDefinitionId: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'
        delegatedRoleDefinitionIds: [
          '43d0d8ad-25c7-4714-9337-8ba259a9fe05'
          'b24988ac-6180-42a0-ab88-20f7382dd24c'
       // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/can-grant-access "Azure tenant 22222222-0000-0000-0000-000000000002 can give Contributor to any managed identity through delegation ops. Leave in the list only what these identities need."
        ]
      }
    ]
  }
}
