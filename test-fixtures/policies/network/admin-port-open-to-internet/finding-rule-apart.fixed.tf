resource "aws_security_group" "bastion" {
  name = "bastion"
}

resource "aws_security_group_rule" "halves" {
  type              = "ingress"
  security_group_id = aws_security_group.bastion.id
  protocol          = "6"
  from_port         = 3389
  to_port           = 3389
  cidr_blocks       = [var.admin_source_range]
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.bastion.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = var.admin_source_range
}

resource "aws_vpc_security_group_ingress_rule" "everything" {
  security_group_id = aws_security_group.bastion.id
  ip_protocol       = "-1"
  cidr_ipv6         = var.admin_source_range_ipv6
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}

variable "admin_source_range_ipv6" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as an IPv6 CIDR"
}
