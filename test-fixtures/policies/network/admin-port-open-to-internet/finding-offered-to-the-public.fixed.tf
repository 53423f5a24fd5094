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
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
