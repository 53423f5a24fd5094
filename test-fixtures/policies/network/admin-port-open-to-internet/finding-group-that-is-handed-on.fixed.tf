resource "aws_security_group" "bastions" {
  name = "bastions"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

output "bastions" {
  value = aws_security_group.bastions.id
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
