resource "aws_security_group" "support" {
  name = "support"

  ingress {
    from_port   = 8040
    to_port     = 8041
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
    #              ^^^^^^^^^^^ network/remote-support-port-open-to-internet "The Internet (0.0.0.0/0) can reach a port commonly used by ScreenConnect (8040-8041) through support."
  }

  ingress {
    from_port        = 21116
    to_port          = 21116
    protocol         = "udp"
    ipv6_cidr_blocks = ["::/0"]
    #                   ^^^^^^ network/remote-support-port-open-to-internet "The Internet (::/0) can reach a port commonly used by RustDesk (21116) over IPv6 through support."
  }
}

resource "aws_network_acl_rule" "agents" {
  network_acl_id = "acl-0example"
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  #                ^^^^^^^^^^^ network/remote-support-port-open-to-internet "The Internet (0.0.0.0/0) can reach a port commonly used by Kaseya VSA (5721) through agents."
  from_port      = 5721
  to_port        = 5721
}
