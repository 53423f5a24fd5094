resource "aws_security_group" "patching" {
  name = "patching"
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.patching.id
  cidr_ipv4         = "0.0.0.0/0"
  #                   ^^^^^^^^^^^ network/remote-support-port-open-to-internet "The Internet (0.0.0.0/0) is let in by security group patching to a port commonly used by ManageEngine (8383); nothing here has it yet."
  ip_protocol       = "tcp"
  from_port         = 8383
  to_port           = 8383
}

resource "aws_vpc_security_group_ingress_rule" "agents" {
  security_group_id = aws_security_group.patching.id
  cidr_ipv4         = "0.0.0.0/0"
  #                   ^^^^^^^^^^^ network/remote-support-port-open-to-internet "The Internet (0.0.0.0/0) is let in by security group patching to a port commonly used by ManageEngine (8027); nothing here has it yet."
  ip_protocol       = "tcp"
  from_port         = 8027
  to_port           = 8027
}
