using 'main.bicep'

param authorizations = [
  {
    principalId: '33333333-0000-0000-0000-000000000003'
    roleDefinitionId: 'B24988AC-6180-42A0-AB88-20F7382DD24C'
    //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/standing-powerful-role "Azure tenant 22222222-0000-0000-0000-000000000002 holds Contributor permanently through delegation ops."
  }
]
