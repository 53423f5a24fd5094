resource "aws_security_group" "web" {
  name = "web"

  ingress {
    description = "SSH for everybody"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
    #              ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to SSH (22) by security group web; nothing here has it yet."
  }

  ingress {
    from_port        = 3000
    to_port          = 4000
    protocol         = "tcp"
    cidr_blocks      = ["10.0.0.0/8", "0.0.0.0/0"]
    #                                 ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to RDP (3389), LDAP (3268-3269) and MySQL (3306) by security group web; nothing here has it yet."
    ipv6_cidr_blocks = ["::/0"]
  }

  ingress {
    description = "Databases are administered over these"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
    #              ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to PostgreSQL (5432) by security group web; nothing here has it yet."
  }

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_default_security_group" "default" {
  vpc_id = "vpc-0example"

  ingress = [
    {
      description      = ""
      from_port        = 0
      to_port          = 0
      protocol         = "-1"
      cidr_blocks      = []
      ipv6_cidr_blocks = ["::/0"]
      #                   ^^^^^^ network/admin-port-open-to-internet "The Internet (::/0) is let in over IPv6 to every port by security group default."
      prefix_list_ids  = []
      security_groups  = []
      self             = false
    }
  ]
}
