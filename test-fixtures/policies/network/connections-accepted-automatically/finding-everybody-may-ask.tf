resource "aws_vpc_endpoint_service" "orders" {
  acceptance_required        = true
  allowed_principals         = ["*"]
  #                             ^^^ network/connections-accepted-automatically "Everybody with an AWS account can ask for a connection to endpoint service orders."
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/orders/0123456789abcdef"]
}
