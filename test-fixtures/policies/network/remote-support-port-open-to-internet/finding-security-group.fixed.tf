resource "aws_security_group" "support" {
  name = "support"

  ingress {
    from_port   = 8040
    to_port     = 8041
    protocol    = "tcp"
    cidr_blocks = [var.remote_support_source_range]
  }

  ingress {
    from_port        = 21116
    to_port          = 21116
    protocol         = "udp"
    ipv6_cidr_blocks = [var.remote_support_source_range_ipv6]
  }
}

resource "aws_network_acl_rule" "agents" {
  network_acl_id = "acl-0example"
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = var.remote_support_source_range
  from_port      = 5721
  to_port        = 5721
}

variable "remote_support_source_range" {
  type        = string
  description = "Addresses of the agents and technicians that the remote-support tool is reached from, as a CIDR"
}

variable "remote_support_source_range_ipv6" {
  type        = string
  description = "Addresses of the agents and technicians that the remote-support tool is reached from, as an IPv6 CIDR"
}
