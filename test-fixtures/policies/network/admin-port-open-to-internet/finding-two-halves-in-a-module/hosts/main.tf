resource "aws_security_group" "this" {
  name = "hosts"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
    #              ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/1) is let in to SSH (22) by security group hosts; nothing here has it yet."
  }
}
