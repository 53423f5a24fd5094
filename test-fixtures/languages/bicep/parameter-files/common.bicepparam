using none
param provider = '11111111-1111-1111-1111-111111111111'
param regions = ['west']
