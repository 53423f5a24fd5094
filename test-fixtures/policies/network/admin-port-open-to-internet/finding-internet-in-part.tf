# A range that was meant to be private and holds public addresses beside, and one that is nobody's.
resource "aws_security_group" "office" {
  name = "office"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["172.16.0.0/11", "192.168.0.0/16"]
    #              ^^^^^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet in part (172.16.0.0/11) is let in to SSH (22) by security group office; nothing here has it yet."
  }

  ingress {
    from_port   = 5985
    to_port     = 5986
    protocol    = "tcp"
    cidr_blocks = ["20.0.0.0/8"]
    #              ^^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet in part (20.0.0.0/8) is let in to WinRM (5985-5986) by security group office; nothing here has it yet."
  }
}
