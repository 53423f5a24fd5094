using './main.bicep'
extends 'base.bicepparam'
param roles = [
  ...base.roles
  { principalId: '00000000-0000-0000-0000-00000000000b', roleDefinitionId: 'b24988ac-6180-42a0-ab88-20f7382dd24c' }
]
param key = readEnvironmentVariable('KEY')
