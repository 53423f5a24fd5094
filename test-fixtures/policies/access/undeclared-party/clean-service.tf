resource "aws_iam_role" "logs" {
  name = "logs"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["vpc-flow-logs.amazonaws.com", "delivery.logs.amazonaws.com"] }
      Condition = { StringEquals = { "aws:SourceAccount" = "222222222222" } }
    }]
  })
}
