/* Strings, numbers, objects and lists as Bicep writes them. */
param suffix string = 'msp' // a comment behind a value
var plain = 'it\'s \u{1F600} \${not} \\ done\n'
var joined = 'a-${suffix}-${1 + 2}-${true}'
var nested = '${'in ${'the'} middle'}'
var verbatim = '''
first ${suffix}
  second'''
var filled = $$'''
${kept} $${suffix}
'''
var flags = [true, false, null]
var numbers = [
  1
  -2
  10 % 4
  (1 + 2) * 3
]
var merged = {
  ...defaults
  'two words': 2
  '${suffix}-key': 3
}
var defaults = { one: 1, two: { three: 3 } }

resource thing 'Contoso.Test/things@2024-01-01' = {
  name: 'thing'
  properties: {
    plain: plain
    joined: joined
    nested: nested
    verbatim: verbatim
    filled: filled
    flags: flags
    numbers: numbers
    merged: merged
    chosen: suffix == 'msp' ? 'yes' : 'no'
    folded: 'ABC' =~ 'abc'
    fallback: null ?? 'fallback'
    member: defaults.two.three
    index: numbers[1]
    last: numbers[^1]
    safe: defaults.?missing ?? 'none'
    asserted: defaults!.one
    #disable-next-line no-hardcoded-env-urls
    last2: concat([1], [2])
  }
}
