data "aws_caller_identity" "this" {}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = "cloudtrail-${data.aws_caller_identity.this.account_id}"
}
