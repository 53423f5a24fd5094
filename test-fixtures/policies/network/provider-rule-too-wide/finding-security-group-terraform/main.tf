resource "aws_security_group" "app" {
  name = "app"

  ingress {
    description = "Every port for the provider"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    #             ^^^^ network/provider-rule-too-wide "Contoso Managed Services (203.0.113.0/28) is let in to every port by security group app."
    cidr_blocks = ["203.0.113.0/28"]
  }

  ingress {
    description = "More addresses than anybody works from"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.99.0.0/16", "10.20.0.0/16"]
    #              ^^^^^^^^^^^^^^ network/provider-rule-too-wide "Contoso Managed Services (10.99.0.0/16) is a wider range than a provider needs in security group app."
  }
}

resource "aws_security_group_rule" "group" {
  type                     = "ingress"
  security_group_id        = aws_security_group.app.id
  protocol                 = "tcp"
  from_port                = 0
  #                          ^ network/provider-rule-too-wide "Contoso Managed Services (222222222222/sg-0example) is let in to every port by security group app."
  to_port                  = 65535
  source_security_group_id = "222222222222/sg-0example"
}

resource "aws_vpc_security_group_ingress_rule" "everything" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "-1"
  #                   ^^^^ network/provider-rule-too-wide "Contoso Managed Services (2001:db8:7:1::/64) is let in to every port by security group app."
  cidr_ipv6         = "2001:db8:7:1::/64"
}
