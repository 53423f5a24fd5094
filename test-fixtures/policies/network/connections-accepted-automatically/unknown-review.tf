variable "review" {
  type = bool
}

resource "aws_vpc_endpoint_service" "orders" {
  acceptance_required        = var.review
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/orders/0123456789abcdef"]
}
