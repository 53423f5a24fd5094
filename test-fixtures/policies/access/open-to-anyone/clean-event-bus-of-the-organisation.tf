resource "aws_cloudwatch_event_permission" "orders" {
  principal    = "111111111111"
  statement_id = "own"
  action       = "events:PutEvents"
}

provider "aws" {
  allowed_account_ids = ["111111111111"]
}
