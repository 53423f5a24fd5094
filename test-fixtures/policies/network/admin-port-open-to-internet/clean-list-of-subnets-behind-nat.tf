# The tables are handed out, but each has its route for everything, and nobody can add a second one.

resource "aws_subnet" "private" {
  count      = 3
  vpc_id     = "vpc-0example"
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
}

resource "aws_route_table" "private" {
  count  = 2
  vpc_id = "vpc-0example"
}

resource "aws_route" "nat" {
  count                  = 2
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = "nat-0example"
}

resource "aws_route_table_association" "private" {
  count          = 3
  subnet_id      = element(aws_subnet.private[*].id, count.index)
  route_table_id = element(aws_route_table.private[*].id, count.index)
}

resource "aws_network_acl" "private" {
  vpc_id     = "vpc-0example"
  subnet_ids = aws_subnet.private[*].id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = "0.0.0.0/0"
  }
}

output "tables" {
  value = aws_route_table.private[*].id
}
