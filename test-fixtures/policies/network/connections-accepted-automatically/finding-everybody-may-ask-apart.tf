resource "aws_vpc_endpoint_service_allowed_principal" "orders" {
  vpc_endpoint_service_id = "vpce-svc-0123456789abcdef0"
  principal_arn           = "*"
  #                         ^^^ network/connections-accepted-automatically "Everybody with an AWS account can ask for a connection to the endpoint service (orders)."
}
