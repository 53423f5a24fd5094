variable "anywhere" {
  default = ["0.0.0.0/0"]
}

locals {
  everybody = "0.0.0.0/0"
}

resource "aws_security_group" "jump" {
  name = "jump"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }

  ingress {
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

variable "admin_source_range" {
  type        = string
  description = "Addresses of the VPN or bastion that administration comes from, as a CIDR"
}
