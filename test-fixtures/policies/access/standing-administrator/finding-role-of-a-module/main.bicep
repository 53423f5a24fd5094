targetScope = 'managementGroup'
import { roles } from 'roles/names.bicep'
param groups array

module grants 'roles/grant.bicep' = [for group in groups: {
  name: 'grant-${uniqueString(group)}'
  scope: subscription('11111111-0000-0000-0000-000000000001')
  params: { principal: group, role: roles.owner }
}]
