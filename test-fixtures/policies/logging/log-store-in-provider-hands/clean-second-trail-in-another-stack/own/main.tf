resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "audit"
}
