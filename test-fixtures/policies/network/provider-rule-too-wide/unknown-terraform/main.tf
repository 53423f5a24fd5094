variable "provider_range" {
  type = string
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = [var.provider_range]
  }
}
