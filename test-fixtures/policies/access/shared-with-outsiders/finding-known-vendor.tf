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
        Principal = { AWS = "arn:aws:iam::464622532012:root" }
        #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "Datadog, which is not listed in .msplint.yaml, can use bucket fabrikam-files (s3:GetObject)."
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}
