resource "aws_cloudtrail" "main" {
  name                  = "main"
  s3_bucket_name        = "cloudtrail-222222222222"
  is_multi_region_trail = true
}

# A bucket is no copy of what is logged.
resource "aws_s3_bucket" "reports" {
  bucket = "reports-111111111111"
}
