@description('Addresses of the agents and technicians that the remote-support tool is reached from, as a CIDR')
param remoteSupportSourceRange string

resource support 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'support'
  location: 'westeurope'
  properties: {
    securityRules: [
      {
        name: 'agents'
        properties: {
          priority: 200
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: remoteSupportSourceRange
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '5721'
        }
      }
    ]
  }
}
