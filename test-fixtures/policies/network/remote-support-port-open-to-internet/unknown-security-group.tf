variable "agent_port" {
  type = number
}

resource "aws_security_group" "support" {
  name = "support"

  ingress {
    from_port   = var.agent_port
    to_port     = var.agent_port
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
