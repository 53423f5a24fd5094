type maybe = string?
type password = secret
@secure()
type secret = string
type login = {
  user: string
  @secure()
  password: string
  more: login?
}
@discriminator('kind')
type shape = { kind: 'circle', radius: int } | { kind: 'point' }

param note maybe
param must string
param key password = 'k'
param admin login = { user: 'a', password: 'b', more: { user: 'c', password: 'd' } }
param all login[] = [admin]
param form shape = { kind: 'circle', radius: 1 }
param sku resourceInput<'Microsoft.Storage/storageAccounts@2023-01-01'>.sku = { name: 'Standard_LRS' }

resource thing 'Contoso.Test/things@2024-01-01' = {
  name: must
  properties: {
    note: note
    key: key
    admin: admin
    again: all[0].password
    form: form.radius
    sku: sku.name
  }
}
