import { regions } from 'shared/lists.bicep'
resource thing 'Contoso.Test/things@2024-01-01' = {
  name: 'thing'
  properties: {
    text: loadTextContent('note.txt')
    json: loadJsonContent('data.json', '$.network.ports[1]')
    yaml: loadYamlContent('data.yaml')
    part: loadYamlContent('data.yaml', 'rules[0][\'name\']')
    search: loadJsonContent('data.json', '$..ports')
    regions: regions
    files: loadDirectoryFileInfo('parts', '*.bicep')
    gone: loadTextContent('gone.txt')
    outside: loadFileAsBase64('../../secret.bin')
  }
}
