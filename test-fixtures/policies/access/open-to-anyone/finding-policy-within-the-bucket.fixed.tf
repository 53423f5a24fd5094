resource "aws_s3_bucket" "files" {
  bucket = "fabrikam-files"
  policy = <<POLICY
{
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:*",
      "Principal": { "AWS": ${jsonencode(var.trusted_principal_arns)} },
      "Resource": "arn:aws:s3:::fabrikam-files/*"
    }
  ]
}
POLICY
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may use it"
}
