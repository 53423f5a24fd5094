module a 'a.bicep' = {}
module self 'main.bicep' = {}
