var role = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
@export()
var readers = ['group-a', 'group-b']
@export()
func grant(id string) object => { principalId: id, roleDefinitionId: role }
