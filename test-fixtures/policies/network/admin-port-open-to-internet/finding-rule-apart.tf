resource "aws_security_group" "bastion" {
  name = "bastion"
}

resource "aws_security_group_rule" "halves" {
  type              = "ingress"
  security_group_id = aws_security_group.bastion.id
  protocol          = "6"
  from_port         = 3389
  to_port           = 3389
  cidr_blocks       = ["0.0.0.0/1", "128.0.0.0/1"]
  #                    ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/1) is let in to RDP (3389) by security group bastion; nothing here has it yet."
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.bastion.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
  #                   ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to SSH (22) by security group bastion; nothing here has it yet."
}

resource "aws_vpc_security_group_ingress_rule" "everything" {
  security_group_id = aws_security_group.bastion.id
  ip_protocol       = "-1"
  cidr_ipv6         = "::/0"
  #                   ^^^^^^ network/admin-port-open-to-internet "The Internet (::/0) is let in over IPv6 to every port by security group bastion; nothing here has it yet."
}
