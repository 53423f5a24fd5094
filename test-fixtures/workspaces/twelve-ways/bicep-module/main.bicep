targetScope = 'subscription'

module owner 'modules/owner.bicep' = {
  params: {
    id: '33333333-0000-0000-0000-000000000003'
  }
}
