param extra object
var names = ['a', 'b', 'c']
var base = { ports: [22], tags: { owner: 'ops' } }

resource stores 'Microsoft.Storage/storageAccounts@2023-01-01' = [for (name, i) in names: if (i != 1) {
  name: 'store${name}'
  tags: { index: '${i}' }
}]

resource thing 'Contoso.Test/things@2024-01-01' = {
  name: 'thing'
  properties: {
    spread: { ...base, ports: [...base.ports, 443] }
    open: { ...base, ...extra }
    safe: base.?missing.deeper[0]
    safeIndex: base.ports[?5].name
    certain: base.?ports![0]
    last: names[^1]
    nested: [for i in range(0, 2): [for j in range(0, 2): i * 10 + j]]
    filtered: filter(names, n => n > 'A' && n != 'B')
    ids: map(stores, store => store.id)
    tags: stores[0].tags.index
    order: ['B' < 'a', 'a' < 'A', 'a' =~ 'A', 7 / 2, -7 % 3, true || false && false]
    name: nameof(base.tags)
  }
}
