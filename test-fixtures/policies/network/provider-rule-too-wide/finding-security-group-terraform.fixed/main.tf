resource "aws_security_group" "app" {
  name = "app"

  ingress {
    description = "Every port for the provider"
    from_port   = var.provider_port
    to_port     = var.provider_port
    protocol    = "tcp"
    cidr_blocks = ["203.0.113.0/28"]
  }

  ingress {
    description = "More addresses than anybody works from"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.provider_range, "10.20.0.0/16"]
  }
}

resource "aws_security_group_rule" "group" {
  type                     = "ingress"
  security_group_id        = aws_security_group.app.id
  protocol                 = "tcp"
  from_port                = var.provider_port
  to_port                  = var.provider_port
  source_security_group_id = "222222222222/sg-0example"
}

resource "aws_vpc_security_group_ingress_rule" "everything" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  cidr_ipv6         = "2001:db8:7:1::/64"
  from_port         = var.provider_port
  to_port           = var.provider_port
}

variable "provider_port" {
  type        = number
  description = "The port that Contoso Managed Services needs"
}

variable "provider_range" {
  type        = string
  description = "Addresses that Contoso Managed Services works from, /24 or narrower"
}
