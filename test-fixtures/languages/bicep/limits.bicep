resource many 'Contoso.Test/things@2024-01-01' = [for i in range(0, 1000000000): {
  name: 'thing-${i}'
}]

resource one 'Contoso.Test/things@2024-01-01' = {
  name: 'one'
  properties: { numbers: map(range(0, 1048576), n => n * 2) }
}
