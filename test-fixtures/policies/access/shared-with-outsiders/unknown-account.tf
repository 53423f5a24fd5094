variable "account" {
  type = string
}

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
        Principal = { AWS = "arn:aws:iam::${var.account}:root" }
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}
