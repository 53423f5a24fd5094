param everybody string = '*'
//                       ^^^ network/admin-port-open-to-internet "The Internet (*) can reach RDP (3389) through network security group hosts."

module hosts 'parts/group.bicep' = {
  params: { source: everybody }
}

module fixed 'parts/fixed.bicep' = [for i in range(0, 2): {
  name: 'fixed-${i}'
}]
