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
        //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/can-grant-access "Azure tenant 22222222-0000-0000-0000-000000000002 is User Access Administrator through delegation ops, without the list of roles that it may give to managed identities. Azure asks for that list."
      }
    ]
  }
}
