resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } },
      { Effect = "Deny", Action = "sts:AssumeRole", Principal = { AWS = "*" } },
    ]
  })
}
