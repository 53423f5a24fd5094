resource "aws_security_group" "files" {
  name = "files"

  ingress {
    protocol    = "tcp"
    from_port   = 20
    to_port     = 21
    cidr_blocks = [var.admin_source_range]
  }
}

variable "admin_source_range" {
  type        = string
  description = "Addresses of the VPN or bastion that administration comes from, as a CIDR"
}
