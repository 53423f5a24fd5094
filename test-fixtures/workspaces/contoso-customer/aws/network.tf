# The jump host that Contoso's engineers use.
resource "aws_security_group" "jump_host" {
  name        = "jump-host"
  description = "Jump host"

  ingress {
    description = "SSH for the engineers"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    description = "Contoso's network"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["203.0.113.0/24"]
  }
}
