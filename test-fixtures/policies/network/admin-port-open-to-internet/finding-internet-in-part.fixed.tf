# A range that was meant to be private and holds public addresses beside, and one that is nobody's.
resource "aws_security_group" "office" {
  name = "office"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range, "192.168.0.0/16"]
  }

  ingress {
    from_port   = 5985
    to_port     = 5986
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
