resource "aws_secretsmanager_secret" "database" {
  name = "database"
}

resource "aws_secretsmanager_secret_policy" "database" {
  secret_arn = aws_secretsmanager_secret.database.arn
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "secretsmanager:GetSecretValue"
      Principal = { AWS = var.trusted_principal_arn }
      Resource  = "*"
    }]
  })
}

variable "trusted_principal_arn" {
  type        = string
  description = "ARN of the role of AWS account 222222222222 that may use it"
}
