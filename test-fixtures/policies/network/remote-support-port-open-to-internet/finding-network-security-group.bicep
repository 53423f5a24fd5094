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
          sourceAddressPrefix: '*'
          //                   ^^^ network/remote-support-port-open-to-internet "The Internet (*) is let in by network security group support to a port commonly used by Kaseya VSA (5721); nothing here has it yet."
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '5721'
        }
      }
    ]
  }
}
