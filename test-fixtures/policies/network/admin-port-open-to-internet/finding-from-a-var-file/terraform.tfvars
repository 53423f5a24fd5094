administrators = ["0.0.0.0/0"]
#                 ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) can reach SSH (22) through security group hosts."
