resource "aws_vpc_endpoint_service" "orders" {
  acceptance_required        = false
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/orders/0123456789abcdef"]
}

resource "aws_vpc_endpoint_service_allowed_principal" "orders" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.orders.id
  principal_arn           = "*"
  #                         ^^^ network/connections-accepted-automatically "Everybody with an AWS account can connect to endpoint service orders, and nobody reviews it."
}
