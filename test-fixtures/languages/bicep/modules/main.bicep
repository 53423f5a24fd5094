targetScope = 'subscription'
param provider string = '11111111-1111-1111-1111-111111111111'
param regions array
param withExtra bool

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'hub'
  location: 'westeurope'
}

module hub 'parts/network.bicep' = {
  name: 'hub-network'
  scope: group
  params: { prefix: 'hub', owner: provider, note: null }
}

module spokes 'parts/network.bicep' = [for (cidr, i) in ['10.1.0.0/16', '10.2.0.0/16']: {
  name: 'spoke-${i}'
  scope: resourceGroup('22222222-2222-2222-2222-222222222222', 'spoke-${i}')
  params: { prefix: cidr, owner: 'someone' }
}]

module open 'parts/network.bicep' = [for region in regions: if (withExtra) {
  name: region
  scope: group
  params: { prefix: region, owner: provider }
}]

module never 'parts/network.bicep' = if (false) {
  scope: group
  params: { prefix: 'never', owner: 'nobody' }
}

module registry 'br/public:avm/res/network/virtual-network:0.1.0' = {
  params: { name: 'x' }
}
module outside '../../outside.bicep' = {}

resource summary 'Contoso.Test/summaries@2024-01-01' = {
  name: 'summary'
  properties: {
    hub: hub.outputs.vnetId
    note: hub.outputs.note
    second: spokes[1].outputs.prefixes[0]
    missing: hub.outputs.?missing
    any: open[3].outputs.owner
    registry: registry.outputs.resourceId
    name: hub.name
  }
}
