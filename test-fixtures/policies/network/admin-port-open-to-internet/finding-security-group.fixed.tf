resource "aws_security_group" "web" {
  name = "web"

  ingress {
    description = "SSH for everybody"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }

  ingress {
    from_port        = 3000
    to_port          = 4000
    protocol         = "tcp"
    cidr_blocks      = ["10.0.0.0/8", var.admin_source_range]
  }

  ingress {
    description = "Databases are administered over these"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_default_security_group" "default" {
  vpc_id = "vpc-0example"

  ingress = [
    {
      description      = ""
      from_port        = 0
      to_port          = 0
      protocol         = "-1"
      cidr_blocks      = []
      ipv6_cidr_blocks = [var.admin_source_range_ipv6]
      prefix_list_ids  = []
      security_groups  = []
      self             = false
    }
  ]
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}

variable "admin_source_range_ipv6" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as an IPv6 CIDR"
}
