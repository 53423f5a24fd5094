param principal string

resource rights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('rights')
  properties: {
    principalId: principal
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  }
}
