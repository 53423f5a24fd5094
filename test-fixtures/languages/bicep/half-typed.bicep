param location string = resourceGroup().
resource group 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
  name: 'group
  location: location
  properties: {
    securityRules: [
      { name: 'rdp', properties: { sourceAddressPrefix: } }
    ]

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'vault-${
  properties: {
    enablePurgeProtection: true
    foo
  }
}
}
resource half 'Microsoft.
output id string = vault.id
