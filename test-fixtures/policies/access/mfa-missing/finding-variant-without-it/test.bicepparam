using 'main.bicep'

param mfaProvider = 'None'
//                  ^^^^^^ access/mfa-missing "Azure tenant 22222222-0000-0000-0000-000000000002 can elevate its rights through delegation ops without MFA."
