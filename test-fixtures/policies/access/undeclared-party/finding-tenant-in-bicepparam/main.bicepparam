using 'main.bicep'

param managingTenant = '22222222-0000-0000-0000-000000000002'
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "Azure tenant 22222222-0000-0000-0000-000000000002 manages this environment and is not listed in .msplint.yaml."
