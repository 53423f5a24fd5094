targetScope = 'subscription'

resource rights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('rights')
  properties: {
    principalId: '44444444-0000-0000-0000-000000000004'
    principalType: 'ForeignGroup'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')
    //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "A group of another tenant is a standing administrator through role assignment rights: Owner."
  }
}
