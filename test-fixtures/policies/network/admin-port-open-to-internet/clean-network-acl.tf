# A list has no memory, so the ports that answers come back on are open.
resource "aws_network_acl" "web" {
  vpc_id     = "vpc-0example"
  subnet_ids = ["subnet-0example"]

  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 443
    to_port    = 443
  }

  ingress {
    rule_no    = 110
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 1024
    to_port    = 65535
  }
}

# No route leads from the Internet to the only subnet of the list.
resource "aws_subnet" "inner" {
  vpc_id     = "vpc-0example"
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table" "inner" {
  vpc_id = "vpc-0example"

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = "nat-0example"
  }
}

resource "aws_route_table_association" "inner" {
  subnet_id      = aws_subnet.inner.id
  route_table_id = aws_route_table.inner.id
}

resource "aws_network_acl" "inner" {
  vpc_id     = "vpc-0example"
  subnet_ids = [aws_subnet.inner.id]

  ingress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}
