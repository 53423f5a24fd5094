@export()
var regions = loadJsonContent('regions.json').all
