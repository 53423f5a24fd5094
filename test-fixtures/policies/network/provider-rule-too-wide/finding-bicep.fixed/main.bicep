@description('The port that Contoso Managed Services needs')
param providerPort string

@description('Addresses that Contoso Managed Services works from, /24 or narrower')
param providerRange string

resource support 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'support'
  location: 'westeurope'
  properties: {
    securityRules: [
      {
        name: 'everything'
        properties: {
          priority: 200
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '203.0.113.0/28'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: providerPort
        }
      }
      {
        name: 'wide'
        properties: {
          priority: 210
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: providerRange
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '22'
        }
      }
    ]
  }
}
