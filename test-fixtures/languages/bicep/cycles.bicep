var a = '${b}-a'
var b = '${a}-b'
param c string = d
param d string = c

resource one 'Contoso.Test/things@2024-01-01' = {
  name: two.name
  properties: { a: a, d: d }
}

resource two 'Contoso.Test/things@2024-01-01' = {
  name: one.name
  properties: { self: two.properties.self, nobody: nowhere }
}

resource upper 'Contoso.Test/things/parts@2024-01-01' = {
  parent: lower
  name: 'upper'
}

resource lower 'Contoso.Test/things/parts@2024-01-01' = {
  parent: upper
  name: 'lower'
}
