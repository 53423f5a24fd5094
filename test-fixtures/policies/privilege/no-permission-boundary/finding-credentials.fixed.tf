resource "aws_iam_role" "msp" {
  name               = "msp"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
  permissions_boundary = var.permission_boundary_arn
}

resource "aws_iam_role_policy" "msp" {
  name = "work"
  role = aws_iam_role.msp.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "iam:CreateServiceSpecificCredential"
        Resource = "arn:aws:iam::111111111111:user/git/*"
      },
    ]
  })
}

variable "permission_boundary_arn" {
  type        = string
  description = "ARN of the policy that bounds what role msp can give to others"
}
