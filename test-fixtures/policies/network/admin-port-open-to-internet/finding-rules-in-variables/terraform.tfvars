rules = {
  web     = { port = 443, ranges = ["0.0.0.0/0"] }
  windows = { port = 3389, ranges = ["0.0.0.0/0"] }
  #                                  ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to RDP (3389) by security group hosts; nothing here has it yet."
}
