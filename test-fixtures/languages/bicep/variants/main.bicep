param tenant string
param roles array = []
param note string?
@secure()
param key string

resource offer 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: 'offer'
  properties: {
    managedByTenantId: tenant
    authorizations: roles
    description: note
    key: key
  }
}
