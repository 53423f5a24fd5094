resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "office" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_flow_log" "shop" {
  vpc_id               = aws_vpc.shop.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::contoso-evidence"
  #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ logging/log-store-in-provider-hands "Contoso Managed Services keeps the records of flow log shop in arn:aws:s3:::contoso-evidence, and nothing in this workspace keeps a copy."
}

resource "aws_flow_log" "office" {
  vpc_id          = aws_vpc.office.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.office.arn
  iam_role_arn    = "arn:aws:iam::111111111111:role/flow-logs"
}

resource "aws_cloudwatch_log_group" "office" {
  name = "office"
}
