using 'main.bicep'
extends 'common.bicepparam'
param regions = [...base.regions, 'north']
param note = readEnvironmentVariable('NOTE', 'live for ${provider}')
param key = az.getSecret('00000000-0000-0000-0000-000000000001', 'rg', 'vault', 'key')
