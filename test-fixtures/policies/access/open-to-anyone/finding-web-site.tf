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
        #           ^^^ access/open-to-anyone "Anyone can read bucket fabrikam-files, which is declared as a web site."
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}

resource "aws_s3_bucket_website_configuration" "files" {
  bucket = aws_s3_bucket.files.id

  index_document {
    suffix = "index.html"
  }
}
