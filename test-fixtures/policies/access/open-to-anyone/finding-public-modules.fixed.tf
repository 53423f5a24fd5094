module "files" {
  source                  = "terraform-aws-modules/s3-bucket/aws"
  bucket                  = "fabrikam-files"
  attach_policy           = true
  block_public_policy     = false
  restrict_public_buckets = false
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = {
      AWS = var.trusted_principal_arns
    }, Resource = "arn:aws:s3:::fabrikam-files/*" }]
  })
}

module "news" {
  source       = "terraform-aws-modules/sns/aws"
  name         = "news"
  topic_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sns:Publish", Principal = {
    AWS = var.trusted_principal_arns
  }, Resource = "*" }] })
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may use it"
}
