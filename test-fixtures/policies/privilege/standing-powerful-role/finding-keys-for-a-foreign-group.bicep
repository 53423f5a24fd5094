targetScope = 'subscription'

resource rights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('rights')
  properties: {
    principalId: '44444444-0000-0000-0000-000000000004'
    principalType: 'ForeignGroup'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'c12c1c16-33a1-487b-954d-41c89c60f349')
    //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/standing-powerful-role "A group of another tenant holds Reader and Data Access permanently through role assignment rights."
  }
}
