param provider string
param regions array = ['default']
param note string = 'no note'
@secure()
param key string

resource offer 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = [for region in regions: {
  name: guid(region)
  properties: {
    managedByTenantId: provider
    description: '${note} in ${region}'
    key: key
  }
}]
