// The network of the servers that Contoso looks after.
param location string = resourceGroup().location

resource serverGroup 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'servers'
  location: location
  properties: {
    securityRules: [
      {
        name: 'remote-desktop'
        properties: {
          access: 'Allow'
          direction: 'Inbound'
          priority: 200
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '3389'
        }
      }
    ]
  }
}
