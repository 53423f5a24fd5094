resource "aws_security_group" "app" {
  name = "app"
}

resource "aws_vpc_security_group_ingress_rule" "provider" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "203.0.113.16/28"
  #                   ^^^^^^^^^^^^^^^^^ lifecycle/ended-access-remains "The contract of Contoso has ended and it is still let in through security group app."
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
