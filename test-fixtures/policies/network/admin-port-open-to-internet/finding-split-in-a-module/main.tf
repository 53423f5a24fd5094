module "hosts" {
  source = "./hosts"

  rules = [
    {
      port   = 5432
      ranges = "192.0.2.0/24,0.0.0.0/0"
      #                      ^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to PostgreSQL (5432) by security group hosts; nothing here has it yet."
    },
  ]
}

variable "office" {
  default = "0.0.0.0/0;192.0.2.0/24"
  #          ^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0, the default of var.office) is let in to RDP (3389) by security group desktops; nothing here has it yet."
}

resource "aws_security_group" "desktops" {
  name = "desktops"

  ingress {
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = [element(split(";", var.office), 0)]
  }
}
