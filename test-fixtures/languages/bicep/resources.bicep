targetScope = 'resourceGroup'

@description('Who runs it')
param operator string
@secure()
type secret = string
param password secret = 'not shown'

resource vnet 'Microsoft.Network/virtualNetworks@2023-09-01' = {
  name: 'hub-${operator}'
  location: resourceGroup().location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
  }

  resource front 'subnets' = {
    name: 'front'
    properties: { addressPrefix: '10.0.1.0/24' }
  }

  @description('Nested with its own version')
  resource back 'subnets@2022-01-01' = {
    name: 'back'
    properties: { addressPrefix: front.properties.addressPrefix }
  }
}

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2023-09-01' = {
  parent: vnet
  name: 'to-provider'
  properties: {
    remoteVirtualNetwork: { id: other.id }
    space: vnet.properties.addressSpace.addressPrefixes[0]
    state: vnet.properties.provisioningState
    subnet: vnet::front.id
    version: vnet.apiVersion
    type: vnet::back.type
    name: vnet.name
  }
}

resource other 'Microsoft.Network/virtualNetworks@2023-09-01' existing = {
  name: 'provider-vnet'
  scope: resourceGroup('11111111-2222-3333-4444-555555555555', 'provider-rg')
}

resource store 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: 'logs'
}

resource reader 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: store
  name: '00000000-0000-0000-0000-0000000000aa'
  properties: {
    principalId: operator
    principalType: 'Group'
    roleDefinitionId: reader.id
    key: store.listKeys().keys[0].value
    secret: password
    tenant: tenant().tenantId
    subscription: subscription().subscriptionId
    output: child.outputs.result
  }
}

module child 'child.bicep' = {
  name: 'child-deployment'
  params: { operator: operator }
}
