module "files" {
  source        = "terraform-aws-modules/s3-bucket/aws"
  bucket        = "fabrikam-files"
  attach_policy = true
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "arn:aws:s3:::fabrikam-files/*" }]
  })
}
