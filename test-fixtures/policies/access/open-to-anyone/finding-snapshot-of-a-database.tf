resource "aws_db_snapshot" "orders" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-2026"
  shared_accounts        = ["all"]
  #                         ^^^^^ access/open-to-anyone "Everybody with an AWS account can use snapshot orders-2026."
}
