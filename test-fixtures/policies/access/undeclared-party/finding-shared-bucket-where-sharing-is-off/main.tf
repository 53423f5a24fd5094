resource "aws_s3_bucket_policy" "exports" {
  bucket = "exports"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::exports/*"
      Principal = { AWS = "arn:aws:iam::333333333333:root" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "AWS account 333333333333 can use bucket exports and is not listed in .msplint.yaml."
    }]
  })
}
