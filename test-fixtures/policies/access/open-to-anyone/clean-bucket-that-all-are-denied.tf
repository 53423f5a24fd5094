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
      {
        Effect    = "Deny"
        Action    = "s3:*"
        Principal = "*"
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}
