# What has no group of its own has the one that AWS makes, and nothing is known of what the last one takes.
resource "aws_default_security_group" "main" {
  vpc_id = "vpc-0example"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

resource "aws_security_group" "hosts" {
  name = "hosts"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

resource "aws_something_new" "hosts" {
  groups = [aws_security_group.hosts.id]
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
