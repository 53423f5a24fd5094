rules = {
  web     = { port = 443, ranges = ["0.0.0.0/0"] }
  windows = { port = 3389, ranges = ["0.0.0.0/0"] }
  #                                  ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) can reach RDP (3389) through security group hosts."
}
