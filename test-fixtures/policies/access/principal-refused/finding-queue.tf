resource "aws_sqs_queue_policy" "orders" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111111111111/orders"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sqs:SendMessage"
      Principal = { AWS = "arn:aws:iam::222222222222:user/*" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/principal-refused "AWS refuses the principal arn:aws:iam::222222222222:user/* of queue orders: it takes no wildcard within a principal."
      Resource  = "*"
    }]
  })
}
