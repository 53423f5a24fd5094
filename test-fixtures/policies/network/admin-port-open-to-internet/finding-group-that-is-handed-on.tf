resource "aws_security_group" "bastions" {
  name = "bastions"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
    #              ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to SSH (22) by security group bastions; nothing here has it, an output hands it on."
  }
}

output "bastions" {
  value = aws_security_group.bastions.id
}
