param provider string = '11111111-1111-1111-1111-111111111111'

module grant 'grant.json' = [for i in range(0, 2): if (i < 2) {
  name: 'grant-${i}'
  scope: resourceGroup('rg-${i}')
  params: { who: provider }
}]

module nothing 'data.json' = {}

resource thing 'Contoso.Test/things@2024-01-01' = {
  name: 'thing'
  properties: { who: grant[0].outputs.who, id: grant[1].outputs.id, none: grant[0].outputs.?none }
}
