resource "aws_eks_node_group" "workers" {
  cluster_name    = "main"
  node_group_name = "workers"
  node_role_arn   = "arn:aws:iam::111111111111:role/nodes"
  subnet_ids      = ["subnet-0example"]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }

  remote_access {
    ec2_ssh_key = "operators"
    #             ^^^^^^^^^^^ network/admin-port-open-to-internet "EKS lets the Internet in to SSH (22) of the nodes of group workers: no security groups are named that may reach them."
  }
}
