targetScope = 'subscription'

var owners = [
  '33333333-0000-0000-0000-000000000003'
]

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for id in owners: {
  name: guid(subscription().id, id)
  properties: {
    principalId: id
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')
  }
}]
