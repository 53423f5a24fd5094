resource "aws_s3_bucket" "files" {
  bucket = "fabrikam-files"
}

resource "aws_s3_bucket_acl" "files" {
  bucket = aws_s3_bucket.files.id
  acl    = "public-read"
  #        ^^^^^^^^^^^^^ access/open-to-anyone "Anyone can use bucket fabrikam-files (public-read)."
}
