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
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Principal = { AWS = "arn:aws:iam::222222222222:root" }
        #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use key files (kms:Decrypt, kms:GenerateDataKey)."
        Resource  = "*"
      },
    ]
  })
}
