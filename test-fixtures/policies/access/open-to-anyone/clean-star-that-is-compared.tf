# StringEquals knows no wildcards, and no organisation is called `*`: the statements let nobody in.
resource "aws_iam_role" "partner" {
  name = "partner"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "*" } }
    }]
  })
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sqs:SendMessage"
      Principal = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:SourceArn" = ["arn:aws:sns:*:*:*", "*"] } }
    }]
  })
}
