resource "aws_security_group" "patching" {
  name = "patching"
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.patching.id
  cidr_ipv4         = var.remote_support_source_range
  ip_protocol       = "tcp"
  from_port         = 8383
  to_port           = 8383
}

resource "aws_vpc_security_group_ingress_rule" "agents" {
  security_group_id = aws_security_group.patching.id
  cidr_ipv4         = var.remote_support_source_range
  ip_protocol       = "tcp"
  from_port         = 8027
  to_port           = 8027
}

variable "remote_support_source_range" {
  type        = string
  description = "Addresses of the agents and technicians that the remote-support tool is reached from, as a CIDR"
}
