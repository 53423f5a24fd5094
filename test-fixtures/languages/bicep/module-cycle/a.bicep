param x string = b.outputs.y
resource thing 'Contoso.Test/things@2024-01-01' = {
  name: x
}
module b 'b.bicep' = {
  params: { from: thing.id }
}
