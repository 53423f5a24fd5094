@description('Addresses that administrators come from, such as those of a VPN, as a CIDR')
param adminSourceRange string

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
          sourceAddressPrefix: adminSourceRange
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '22'
        }
      }
    ]
  }
}

resource host 'Microsoft.Network/networkInterfaces@2023-09-01' = {
  name: 'host'
  properties: {
    networkSecurityGroup: { id: hosts.id }
    ipConfigurations: [
      {
        name: 'inner'
        properties: { subnet: { id: '/subscriptions/x/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/hosts' } }
      }
    ]
  }
}

// The same for a machine with an address.
resource desktops 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'desktops'
  properties: {
    securityRules: [
      {
        name: 'windows'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: adminSourceRange
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '3389'
        }
      }
    ]
  }
}

resource address 'Microsoft.Network/publicIPAddresses@2023-09-01' = {
  name: 'desktop'
}

resource desktop 'Microsoft.Network/networkInterfaces@2023-09-01' = {
  name: 'desktop'
  properties: {
    networkSecurityGroup: { id: desktops.id }
    ipConfigurations: [
      {
        name: 'outer'
        properties: { publicIPAddress: { id: address.id } }
      }
    ]
  }
}
