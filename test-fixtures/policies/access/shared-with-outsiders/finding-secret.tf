resource "aws_secretsmanager_secret" "database" {
  name = "database"
}

resource "aws_secretsmanager_secret_policy" "database" {
  secret_arn = aws_secretsmanager_secret.database.arn
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "secretsmanager:GetSecretValue"
      Principal = { AWS = "222222222222" }
      #                   ^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use secret database (secretsmanager:GetSecretValue)."
      Resource  = "*"
    }]
  })
}
