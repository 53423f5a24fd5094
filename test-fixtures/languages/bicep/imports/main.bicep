import { readers as groups, grant } from 'shared.bicep'
import * as shared from './shared.bicep'
import { x } from 'br/public:avm/utl/types:0.1.0'
import { y } from 'missing.bicep'

resource offer 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: 'offer'
  properties: {
    first: groups[0]
    all: shared.readers
    authorizations: [grant('g'), shared.grant('h')]
    registry: x
    gone: y
    json: loadJsonContent('data.json')
    text: loadTextContent('../../outside.txt')
  }
}
