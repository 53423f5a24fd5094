resource "aws_vpc_endpoint_service" "orders" {
  acceptance_required        = false
  #                            ^^^^^ network/connections-accepted-automatically "Every connection to endpoint service orders is accepted without review; who may ask for one is not said here."
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/orders/0123456789abcdef"]
}
