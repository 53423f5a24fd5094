resource "aws_security_group" "support" {
  name = "support"

  ingress {
    from_port   = 8040
    to_port     = 8041
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
    #              ^^^^^^^^^^^ network/remote-support-port-open-to-internet "The Internet (0.0.0.0/0) is let in by security group support to a port commonly used by ScreenConnect (8040-8041); nothing here has it yet."
  }

  ingress {
    from_port        = 21116
    to_port          = 21116
    protocol         = "udp"
    ipv6_cidr_blocks = ["::/0"]
    #                   ^^^^^^ network/remote-support-port-open-to-internet "The Internet (::/0) is let in over IPv6 by security group support to a port commonly used by RustDesk (21116); nothing here has it yet."
  }
}

resource "aws_network_acl_rule" "agents" {
  network_acl_id = "acl-0example"
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  #                ^^^^^^^^^^^ network/remote-support-port-open-to-internet "The Internet (0.0.0.0/0) is let in by network ACL agents to a port commonly used by Kaseya VSA (5721)."
  from_port      = 5721
  to_port        = 5721
}
