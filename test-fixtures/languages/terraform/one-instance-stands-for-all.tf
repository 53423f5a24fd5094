data "aws_availability_zones" "here" {}

resource "aws_subnet" "counted" {
  count = length(data.aws_availability_zones.here.names)
}

resource "aws_subnet" "keyed" {
  for_each = toset(data.aws_availability_zones.here.names)
}

locals {
  ids = [for each in aws_subnet.counted : each.id]
}

resource "aws_iam_role" "ids" {
  tags = {
    first  = aws_subnet.counted[*].id[0]
    any    = element(aws_subnet.counted[*].id, length(data.aws_availability_zones.here.names))
    loop   = local.ids[1]
    values = element(values(aws_subnet.keyed)[*].id, 0)
    key    = { for key, each in aws_subnet.keyed : key => each.id }["eu-west-1a"]
  }
}

resource "aws_route_table_association" "keyed" {
  for_each  = aws_subnet.keyed
  subnet_id = each.value.id
}
