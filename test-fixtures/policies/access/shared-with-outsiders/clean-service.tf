resource "aws_s3_bucket" "files" {
  bucket = "fabrikam-files"
}

resource "aws_s3_bucket_policy" "files" {
  bucket = aws_s3_bucket.files.id
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "s3:PutObject"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}
