variable "policy" {
  type = string
}

resource "aws_s3_bucket_policy" "files" {
  bucket = "fabrikam-files"
  policy = var.policy
}
