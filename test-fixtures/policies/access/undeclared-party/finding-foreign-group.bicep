targetScope = 'subscription'

resource rights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('rights')
  properties: {
    principalId: '44444444-0000-0000-0000-000000000004'
    //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "A group of another tenant holds Reader and is not listed in .msplint.yaml."
    principalType: 'ForeignGroup'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  }
}
