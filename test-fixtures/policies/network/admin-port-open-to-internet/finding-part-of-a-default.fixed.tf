variable "administrators" {
  type    = list(string)
  default = ["198.51.100.0/24"]
}

resource "aws_security_group" "hosts" {
  name = "hosts"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.administrators
  }
}
