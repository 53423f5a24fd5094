data "aws_caller_identity" "here" {}

resource "aws_kms_key" "files" {
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "kms:*"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.here.account_id}:root" }
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Action    = "kms:*"
        #           ^^^^^^^ privilege/can-destroy-backups-or-keys "AWS account 222222222222 can destroy key files or take it over (kms:*); to use it, decryption is enough."
        Principal = { AWS = "arn:aws:iam::222222222222:root" }
        Resource  = "*"
      },
    ]
  })
}
