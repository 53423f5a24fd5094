data "aws_caller_identity" "here" {}

resource "aws_sns_topic" "news" {
  name = "news"
}

resource "aws_sns_topic_policy" "news" {
  arn = aws_sns_topic.news.arn
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = ["sns:Publish", "sns:Subscribe"]
      Principal = { AWS = "*" }
      Resource  = aws_sns_topic.news.arn
      Condition = { StringEquals = { "AWS:SourceOwner" = data.aws_caller_identity.here.account_id } }
    }]
  })
}
