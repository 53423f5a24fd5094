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
        NotPrincipal = { AWS = "arn:aws:iam::333333333333:root" }
        #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/open-to-anyone "Anyone can use bucket fabrikam-files (s3:GetObject)."
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}
