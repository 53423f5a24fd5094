resource "aws_cloudtrail" "provider" {
  name           = "provider"
  s3_bucket_name = "cloudtrail-222222222222"
}

# Whose bucket it is cannot be seen.
resource "aws_cloudtrail" "other" {
  name           = "other"
  s3_bucket_name = "audit"
}
