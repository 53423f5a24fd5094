param everybody string

@description('Addresses that administrators come from, such as those of a VPN, as a CIDR')
param adminSourceRange string

module hosts 'parts/group.bicep' = {
  params: { source: everybody }
}

module fixed 'parts/fixed.bicep' = [for i in range(0, 2): {
  name: 'fixed-${i}'
  params: {
    adminSourceRange: adminSourceRange
  }
}]
