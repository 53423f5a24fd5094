param prefix string
param owner string
param note string = 'default'

resource vnet 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: '${prefix}-vnet'
  tags: { owner: owner }
}

module inner 'grant.bicep' = {
  params: { who: owner }
}

output vnetId string = vnet.id
output prefixes array = [prefix]
output owner string = inner.outputs.who
output note string = note
