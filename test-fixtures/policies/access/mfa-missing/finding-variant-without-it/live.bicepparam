using 'main.bicep'

param mfaProvider = 'Azure'
