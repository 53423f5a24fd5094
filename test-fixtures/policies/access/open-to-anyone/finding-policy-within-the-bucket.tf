resource "aws_s3_bucket" "files" {
  bucket = "fabrikam-files"
  policy = <<POLICY
{
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:*",
      "Principal": { "AWS": ["*"] },
      #                      ^^^ access/open-to-anyone "Anyone can use bucket fabrikam-files (s3:*)."
      "Resource": "arn:aws:s3:::fabrikam-files/*"
    }
  ]
}
POLICY
}
