variable "anywhere" {
  default = ["0.0.0.0/0"]
  #          ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0, the default of var.anywhere) is let in to SSH (22) by security group jump; nothing here has it yet."
}

locals {
  everybody = "0.0.0.0/0"
  #           ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to RDP (3389) by security group jump; nothing here has it yet."
}

resource "aws_security_group" "jump" {
  name = "jump"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.anywhere
  }

  ingress {
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = [local.everybody]
  }
}
