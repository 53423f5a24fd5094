param everybody string = '*'
//                       ^^^ network/admin-port-open-to-internet "The Internet (*, the default of param everybody) is let in to RDP (3389) by network security group hosts; nothing here has it yet."

module hosts 'parts/group.bicep' = {
  params: { source: everybody }
}

module fixed 'parts/fixed.bicep' = [for i in range(0, 2): {
  name: 'fixed-${i}'
}]
