targetScope = 'subscription'
param principal string
param role string

resource rights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, principal, role)
  properties: {
    principalId: principal
    principalType: 'ForeignGroup'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "A group of another tenant is a standing administrator through role assignment rights: Owner."
  }
}
