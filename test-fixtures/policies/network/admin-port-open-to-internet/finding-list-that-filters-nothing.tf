resource "aws_network_acl" "public" {
  vpc_id     = "vpc-0example"
  subnet_ids = ["subnet-0example"]

  ingress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    #            ^^^^^^^^^^^ network/admin-port-open-to-internet "Network ACL public lets everything in from everywhere: it filters nothing that comes in."
    from_port  = 0
    to_port    = 0
  }

  ingress {
    rule_no         = 101
    protocol        = "-1"
    action          = "allow"
    ipv6_cidr_block = "::/0"
    from_port       = 0
    to_port         = 0
  }
}
