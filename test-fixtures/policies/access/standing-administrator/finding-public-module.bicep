targetScope = 'managementGroup'

module owner 'br/public:avm/ptn/authorization/role-assignment:0.2.0' = {
^^^^^^^^^^^^ access/standing-administrator "A group of another tenant is a standing administrator through role assignment owner: Owner."
  params: {
    principalId: '44444444-0000-0000-0000-000000000004'
    principalType: 'ForeignGroup'
    roleDefinitionIdOrName: 'Owner'
    subscriptionId: '22222222-0000-0000-0000-000000000002'
  }
}
