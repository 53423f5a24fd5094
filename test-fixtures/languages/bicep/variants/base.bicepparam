using none
param tenant = '00000000-0000-0000-0000-000000000002'
var reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
param roles = [
  { principalId: '00000000-0000-0000-0000-00000000000a', roleDefinitionId: reader }
]
