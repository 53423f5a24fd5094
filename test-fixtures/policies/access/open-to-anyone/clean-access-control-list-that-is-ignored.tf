resource "aws_s3_bucket" "files" {
  bucket = "fabrikam-files"
  acl    = "public-read"
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket             = aws_s3_bucket.files.id
  ignore_public_acls = true
}
