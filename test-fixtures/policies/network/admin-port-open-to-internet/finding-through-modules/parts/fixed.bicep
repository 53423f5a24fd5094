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
          sourceAddressPrefix: 'Internet'
          //                   ^^^^^^^^^^ network/admin-port-open-to-internet "The Internet is let in to SSH (22) by network security group hosts; nothing here has it yet."
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '22'
        }
      }
    ]
  }
}
