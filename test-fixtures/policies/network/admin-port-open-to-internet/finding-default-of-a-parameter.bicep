@description('Where administrators come from')
param adminRange string = '*'
//                        ^^^ network/admin-port-open-to-internet "The Internet (*, the default of param adminRange) is let in to SSH (22) by network security group hosts; nothing here has it yet."

resource hosts 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'hosts'
  properties: {
    securityRules: [
      {
        name: 'ssh'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: adminRange
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '22'
        }
      }
    ]
  }
}
