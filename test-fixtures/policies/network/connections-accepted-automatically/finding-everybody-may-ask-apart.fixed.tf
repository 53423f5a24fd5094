resource "aws_vpc_endpoint_service_allowed_principal" "orders" {
  vpc_endpoint_service_id = "vpce-svc-0123456789abcdef0"
  principal_arn           = var.endpoint_consumer
}

variable "endpoint_consumer" {
  type        = string
  description = "ARN of the account that may connect, such as arn:aws:iam::ACCOUNT:root"
}
