resource "aws_vpc_endpoint_service" "ledger" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/ledger/0123456789abcdef"]
  allowed_principals         = []
}
