resource "aws_vpc_endpoint_service" "ledger" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/ledger/0123456789abcdef"]
  allowed_principals         = ["arn:aws:iam::333333333333:root"]
  #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 333333333333, which is not listed in .msplint.yaml, can use endpoint service ledger."
}

resource "aws_vpc_endpoint_service_allowed_principal" "other" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.ledger.id
  principal_arn           = "arn:aws:iam::444444444444:role/reader"
  #                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 444444444444, which is not listed in .msplint.yaml, can use endpoint service ledger."
}
