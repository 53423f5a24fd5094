variable "administrators" {
  type    = list(string)
  default = ["198.51.100.0/24", "0.0.0.0/0"]
  #                             ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0, the default of var.administrators) is let in to SSH (22) by security group hosts; nothing here has it yet."
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
