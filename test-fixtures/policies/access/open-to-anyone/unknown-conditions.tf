variable "conditions" {
  type = map(map(string))
}

resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = var.conditions
    }]
  })
}
