resource "aws_sns_topic_policy" "news" {
  arn = "arn:aws:sns:eu-west-1:222222222222:news"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sns:Publish"
      Principal = { AWS = "arn:aws:iam::222222222222:role/application" }
      Resource  = "arn:aws:sns:eu-west-1:222222222222:news"
    }]
  })
}
