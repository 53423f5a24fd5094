@description('Addresses that administrators come from, such as those of a VPN, as a CIDR')
param adminSourceRange string

resource hosts 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'fixed'
  properties: {
    securityRules: [
      {
        name: 'ssh'
        properties: {
          priority: 200
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: adminSourceRange
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '22'
        }
      }
    ]
  }
}
