resource "aws_network_acl" "private" {
  vpc_id = "vpc-0example"

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = var.admin_source_range
  }

  # Comes too late to close anything.
  ingress {
    rule_no    = 110
    action     = "deny"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_network_acl_rule" "rdp" {
  network_acl_id = aws_network_acl.private.id
  rule_number    = 90
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = var.admin_source_range
  from_port      = 3389
  to_port        = 3389
}

resource "aws_default_network_acl" "default" {
  default_network_acl_id = "acl-0example"

  ingress {
    rule_no    = 50
    action     = "deny"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = "0.0.0.0/0"
  }

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 20
    to_port    = 23
    cidr_block = var.admin_source_range
  }
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
