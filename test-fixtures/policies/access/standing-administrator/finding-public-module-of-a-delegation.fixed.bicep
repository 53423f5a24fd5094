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
        roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
      }
    ]
  }
}
