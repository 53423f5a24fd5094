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
        Principal = {
          AWS = var.trusted_principal_arns
        }
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may use it"
}
