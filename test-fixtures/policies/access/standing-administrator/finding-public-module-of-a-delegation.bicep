targetScope = 'managementGroup'

module ops 'br/public:avm/res/managed-services/registration-definition:0.2.1' = {
  scope: subscription('22222222-0000-0000-0000-000000000002')
  params: {
    name: 'ops'
    registrationDescription: 'Operations'
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
