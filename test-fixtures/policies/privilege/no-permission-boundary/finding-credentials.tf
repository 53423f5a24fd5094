resource "aws_iam_role" "msp" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/no-permission-boundary "role msp, which an outside party can assume, changes identities without a permission boundary."
  name               = "msp"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
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
