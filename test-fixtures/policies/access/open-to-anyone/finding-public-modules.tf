module "files" {
  source                  = "terraform-aws-modules/s3-bucket/aws"
  bucket                  = "fabrikam-files"
  attach_policy           = true
  block_public_policy     = false
  restrict_public_buckets = false
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "arn:aws:s3:::fabrikam-files/*" }]
    #                                                                     ^^^ access/open-to-anyone "Anyone can use bucket fabrikam-files (s3:GetObject)."
  })
}

module "news" {
  source       = "terraform-aws-modules/sns/aws"
  name         = "news"
  topic_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sns:Publish", Principal = "*", Resource = "*" }] })
  #                                                                                                ^^^ access/open-to-anyone "Anyone can use topic news (sns:Publish)."
}
