resource "aws_vpc_endpoint_service" "orders" {
  acceptance_required        = false
  #                            ^^^^^ network/connections-accepted-automatically "Every connection of AWS account 222222222222 and AWS account 333333333333 to endpoint service orders is accepted without review."
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/orders/0123456789abcdef"]
}

resource "aws_vpc_endpoint_service_allowed_principal" "orders" {
  for_each                = toset(["222222222222", "333333333333"])
  vpc_endpoint_service_id = aws_vpc_endpoint_service.orders.id
  principal_arn           = "arn:aws:iam::${each.key}:root"
}
