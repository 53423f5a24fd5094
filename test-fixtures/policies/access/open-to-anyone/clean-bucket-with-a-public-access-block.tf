resource "aws_s3_bucket" "files" {
  bucket = "fabrikam-files"
}

resource "aws_s3_bucket_policy" "files" {
  bucket = aws_s3_bucket.files.id
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "s3:GetObject"
        Principal = "*"
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket                  = aws_s3_bucket.files.id
  block_public_policy     = true
  restrict_public_buckets = true
}
