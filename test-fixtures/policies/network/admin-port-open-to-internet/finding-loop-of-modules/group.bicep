param source string

resource hosts 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'hosts'
  properties: {
    securityRules: [for port in ['443', '3389']: {
      name: 'rule-${port}'
      properties: {
        priority: 200
        direction: 'Inbound'
        access: 'Allow'
        protocol: 'Tcp'
        sourceAddressPrefix: source
        sourcePortRange: '*'
        destinationAddressPrefix: '*'
        destinationPortRange: port
      }
    }]
  }
}
