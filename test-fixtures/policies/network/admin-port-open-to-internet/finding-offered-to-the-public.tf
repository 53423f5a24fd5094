resource "aws_security_group" "files" {
  name = "files"

  ingress {
    protocol    = "tcp"
    from_port   = 20
    to_port     = 21
    cidr_blocks = ["0.0.0.0/0"]
    #              ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to FTP (20-21) by security group files; nothing here has it yet."
  }
}
