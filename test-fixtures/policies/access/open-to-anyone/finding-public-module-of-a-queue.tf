module "orders" {
  source              = "terraform-aws-modules/sqs/aws"
  name                = "orders"
  create_queue_policy = true
  queue_policy_statements = {
    send = {
      actions    = ["sqs:SendMessage"]
      principals = [{ type = "*", identifiers = ["*"] }]
      #                                          ^^^ access/open-to-anyone "Anyone can use queue orders (sqs:SendMessage)."
    }
  }
}
