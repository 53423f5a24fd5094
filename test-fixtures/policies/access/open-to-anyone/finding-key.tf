resource "aws_kms_key" "files" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "kms:*"
      Principal = "*"
      #           ^^^ access/open-to-anyone "Anyone can use key files (kms:*)."
      Resource  = "*"
    }]
  })
}
