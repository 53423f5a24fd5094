import { greet as hello } from 'functions.bicep'

type pair = { first: string, second: string? }

@description('Calls another one')
@export()
func greet(name string) string => 'Hello ${upper(name)}'
func upper(text string) string => toUpper(text)
func joined(values pair) string => '${values.first}-${values.?second ?? 'none'}'
func endless(n int) int => endless(n + 1)

resource thing 'Contoso.Test/things@2024-01-01' = {
  name: greet('world')
  properties: {
    joined: joined({ first: 'a' })
    endless: endless(1)
    gone: missing('x')
    imported: hello('you')
    mapped: map(['a', 'b'], name => upper(name))
    reduced: reduce([1, 2, 3], 0, (sum, n) => sum + n)
    sorted: sort(['b', 'a'], (x, y) => x < y)
    object: toObject(['k'], key => key, key => { of: key })
    id: guid('a')
    cidr: cidrSubnet('10.0.0.0/16', 24, 1)
  }
}
