param everybody string = '*'
//                       ^^^ network/admin-port-open-to-internet "The Internet (*, the default of param everybody) is let in to RDP (3389) by network security group hosts; nothing here has it yet."

resource hosts 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'hosts'
  location: 'westeurope'
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
      {
        name: 'windows'
        properties: {
          priority: 210
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: everybody
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRanges: ['443', '3389']
        }
      }
    ]
  }

  resource telnet 'securityRules' = {
    name: 'telnet'
    properties: {
      priority: 220
      direction: 'Inbound'
      access: 'Allow'
      protocol: '*'
      sourceAddressPrefixes: ['10.0.0.0/8', '0.0.0.0/0']
      //                                    ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to telnet (23) by network security group hosts; nothing here has it yet."
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: '23'
    }
  }
}

resource closed 'Microsoft.Network/networkSecurityGroups/securityRules@2023-09-01' = {
  parent: hosts
  name: 'closed'
  properties: {
    priority: 205
    direction: 'Inbound'
    access: 'Deny'
    protocol: '*'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '5900'
  }
}
