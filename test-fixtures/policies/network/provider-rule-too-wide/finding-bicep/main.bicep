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
          destinationPortRange: '*'
          //                    ^^^ network/provider-rule-too-wide "Contoso Managed Services (203.0.113.0/28) is let in to every port by network security group support."
        }
      }
      {
        name: 'wide'
        properties: {
          priority: 210
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '198.51.100.0/22'
          //                   ^^^^^^^^^^^^^^^^^ network/provider-rule-too-wide "Contoso Managed Services (198.51.100.0/22) is a wider range than a provider needs in network security group support."
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '22'
        }
      }
    ]
  }
}
