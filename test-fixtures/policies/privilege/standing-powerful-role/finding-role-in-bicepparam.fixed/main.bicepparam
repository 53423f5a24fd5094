using 'main.bicep'

param authorizations = [
  {
    principalId: '33333333-0000-0000-0000-000000000003'
    roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
  }
]
