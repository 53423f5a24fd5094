param from string
param port string

resource hosts 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'hosts'
  properties: {
    securityRules: [
      {
        name: 'windows'
        properties: {
          priority: 200
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: from
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: port
        }
      }
    ]
  }
}
