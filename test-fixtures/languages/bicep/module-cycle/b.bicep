param from string
module again 'a.bicep' = {}
output y string = from
