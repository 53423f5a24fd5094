resource "aws_cloudtrail" "main" {
  name                  = "main"
  s3_bucket_name        = "cloudtrail-222222222222"
  #                       ^^^^^^^^^^^^^^^^^^^^^^^^^ logging/log-store-in-provider-hands "Contoso Managed Services keeps the records of trail main in cloudtrail-222222222222, and nothing in this workspace keeps a copy."
  is_multi_region_trail = true
}

# A bucket is no copy of what is logged.
resource "aws_s3_bucket" "reports" {
  bucket = "reports-111111111111"
}
