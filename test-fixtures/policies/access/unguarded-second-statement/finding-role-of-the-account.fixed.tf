variable "external_id" {
  type = string
}

resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::222222222222:root" }
        Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
      },
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::222222222222:role/agent" }
        Condition = {
          StringEquals = {
            "sts:ExternalId" = var.external_id
          }
        }
      },
    ]
  })
}
