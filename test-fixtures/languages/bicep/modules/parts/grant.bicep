param who string
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, who)
  properties: { principalId: who }
}
output who string = who
