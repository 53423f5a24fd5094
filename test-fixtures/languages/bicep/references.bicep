param suffix string
var roles = { Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635' }

resource vnet 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'hub'
  properties: {
    subnets: [{ name: 'front', properties: { addressPrefix: '10.0.0.0/24' } }, { name: 'back-${suffix}' }]
  }
}

resource task 'Microsoft.ContainerRegistry/registries/tasks@2019-04-01' = [for i in range(0, 2): {
  name: 'registry${suffix}/build-${i}'
  dependsOn: [vnet]
}]

resource thing 'Contoso.Test/things@2024-01-01' = {
  name: 'thing'
  dependsOn: [task]
  properties: {
    front: vnet.properties.subnets[0].id
    back: vnet.properties.subnets[1].id
    prefix: vnet.properties.subnets[0].properties.addressPrefix
    state: vnet.properties.subnets[0].properties.provisioningState
    task: task[1].id
    named: roles[?'Reader'] ?? 'none'
    byId: roles[?subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.Owner)] ?? 'an id'
    open: roles[?'R${suffix}'] ?? 'none'
    keys: { '${suffix}-key': 1 }
    live: reference(vnet.id).properties
    secret: listKeys(vnet.id, '2024-01-01').keys[0]
  }
}
