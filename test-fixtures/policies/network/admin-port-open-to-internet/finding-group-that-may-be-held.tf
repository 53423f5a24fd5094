# What has no group of its own has the one that AWS makes, and nothing is known of what the last one takes.
resource "aws_default_security_group" "main" {
  vpc_id = "vpc-0example"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
    #              ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to SSH (22) by security group main."
  }
}

resource "aws_security_group" "hosts" {
  name = "hosts"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
    #              ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to SSH (22) by security group hosts."
  }
}

resource "aws_something_new" "hosts" {
  groups = [aws_security_group.hosts.id]
}
