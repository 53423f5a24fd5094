resource "aws_vpc_endpoint_service" "orders" {
  acceptance_required        = true
  allowed_principals         = [var.endpoint_consumer]
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/orders/0123456789abcdef"]
}

variable "endpoint_consumer" {
  type        = string
  description = "ARN of the account that may connect, such as arn:aws:iam::ACCOUNT:root"
}
