module "files" {
  source        = "terraform-aws-modules/s3-bucket/aws"
  bucket        = "fabrikam-files"
  attach_policy = true
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = { AWS = var.trusted_principal_arn }, Resource = "arn:aws:s3:::fabrikam-files/*" }]
  })
}

module "key" {
  source      = "terraform-aws-modules/kms/aws"
  description = "backups"
  key_users   = ["arn:aws:iam::222222222222:role/backups"]
  #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use key backups (kms:Encrypt, kms:Decrypt, kms:ReEncrypt* …)."
}

module "images" {
  source                      = "terraform-aws-modules/ecr/aws"
  repository_name             = "images"
  repository_read_access_arns = ["arn:aws:iam::222222222222:role/builds"]
  #                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use repository images (ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:DescribeImages …)."
}

module "token" {
  source        = "terraform-aws-modules/secrets-manager/aws"
  name          = "token"
  create_policy = true
  policy_statements = {
    read = {
      actions    = ["secretsmanager:GetSecretValue"]
      resources  = ["*"]
      principals = [{ type = "AWS", identifiers = ["arn:aws:iam::222222222222:role/support"] }]
      #                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use secret token (secretsmanager:GetSecretValue)."
    }
  }
}

variable "trusted_principal_arn" {
  type        = string
  description = "ARN of the role of AWS account 222222222222 that may use it"
}
