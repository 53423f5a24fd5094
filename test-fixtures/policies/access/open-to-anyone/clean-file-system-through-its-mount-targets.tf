data "aws_caller_identity" "here" {}

resource "aws_efs_file_system_policy" "home" {
  file_system_id = "fs-0123456789abcdef0"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "elasticfilesystem:ClientMount"
      Principal = { AWS = "*" }
      Condition = {
        Bool         = { "elasticfilesystem:AccessedViaMountTarget" = "true" }
        StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.here.account_id }
      }
    }]
  })
}
