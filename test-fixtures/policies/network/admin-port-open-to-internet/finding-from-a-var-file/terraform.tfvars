administrators = ["0.0.0.0/0"]
#                 ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to SSH (22) by security group hosts; nothing here has it yet."
