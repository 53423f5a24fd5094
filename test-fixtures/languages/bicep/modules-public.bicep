targetScope = 'managementGroup'
param provider string = '11111111-0000-0000-0000-000000000001'

module owner 'br/public:avm/ptn/authorization/role-assignment:0.2.0' = {
  name: 'owner'
  params: { principalId: provider, roleDefinitionIdOrName: 'Owner', subscriptionId: '22222222-0000-0000-0000-000000000002' }
}

module offer 'br:mcr.microsoft.com/bicep/avm/res/managed-services/registration-definition:0.2.1' = {
  scope: subscription('22222222-0000-0000-0000-000000000002')
  params: {
    name: 'Contoso'
    managedByTenantId: provider
    authorizations: [{ principalId: provider, roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' }]
  }
}

module other 'br/public:avm/res/storage/storage-account:0.14.3' = {
  scope: resourceGroup('22222222-0000-0000-0000-000000000002', 'rg')
  params: { name: 'store' }
}

resource thing 'Contoso.Test/things@2024-01-01' = {
  name: 'thing'
  properties: {
    known: owner.outputs.scope
    leftOut: offer.outputs.subscriptionName
    unknown: other.outputs.resourceId
  }
}

module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.0' = {
  name: 'identity'
  params: { name: 'deployer' }
}

resource ofIdentity 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('deployer')
  properties: {
    principalId: identity.outputs.principalId
    roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
  }
}
