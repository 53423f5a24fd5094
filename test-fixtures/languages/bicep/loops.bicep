param names array
param isPublic bool
var rules = [
  { name: 'https', port: 443 }
  { name: 'rdp', port: 3389 }
]

resource known 'Microsoft.Network/networkSecurityGroups/securityRules@2023-09-01' = [
  for (rule, i) in rules: if (rule.port != 443) {
    name: 'group/${rule.name}'
    properties: {
      priority: 100 + i
      destinationPortRange: string(rule.port)
      sourceAddressPrefix: isPublic ? '*' : '10.0.0.0/8'
    }
  }
]

resource unknown 'Contoso.Test/things@2024-01-01' = [for (name, i) in names: {
  name: name
  index: i
}]

resource group 'Microsoft.Network/networkSecurityGroups@2023-09-01' = if (isPublic) {
  name: 'group'
  properties: {
    securityRules: [for rule in rules: {
      name: rule.name
      properties: { destinationPortRange: string(rule.port) }
    }]
    ids: map(rules, (rule, i) => '${i}-${rule.name}')
    admin: filter(rules, rule => rule.port == 3389)
    first: known[0].id
    one: known[1].properties.destinationPortRange
    any: unknown[2].name
  }
}

resource never 'Contoso.Test/things@2024-01-01' = if (false) {
  name: 'never'
}
