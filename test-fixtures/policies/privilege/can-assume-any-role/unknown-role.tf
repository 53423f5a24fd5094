variable "resource" {
  type = string
}

resource "aws_iam_policy" "reach" {
  name = "reach"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = var.resource
      },
    ]
  })
}
