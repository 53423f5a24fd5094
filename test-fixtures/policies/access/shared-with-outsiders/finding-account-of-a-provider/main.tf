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
        Principal = { AWS = "arn:aws:iam::222222222222:root" }
        #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "Contoso as a whole can use bucket fabrikam-files (s3:GetObject). Name one role of it."
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}
