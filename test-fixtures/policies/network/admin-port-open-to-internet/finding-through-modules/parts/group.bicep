param source string

module inner 'rule.bicep' = {
  params: { from: source, port: '3389' }
}
