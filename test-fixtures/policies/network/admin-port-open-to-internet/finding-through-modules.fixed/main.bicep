param everybody string = '*'

@description('Addresses of the VPN or bastion that administration comes from, as a CIDR')
param adminSourceRange string

module hosts 'parts/group.bicep' = {
  params: { source: adminSourceRange }
}

module fixed 'parts/fixed.bicep' = [for i in range(0, 2): {
  name: 'fixed-${i}'
  params: {
    adminSourceRange: adminSourceRange
  }
}]
