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
        Principal = { AWS = var.trusted_principal_arn }
        Resource  = "${aws_s3_bucket.files.arn}/*"
      },
    ]
  })
}

variable "trusted_principal_arn" {
  type        = string
  description = "ARN of the role of Datadog that may use it"
}
