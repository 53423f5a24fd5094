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
}

resource "aws_iam_role_policy" "msp" {
  name = "work"
  role = aws_iam_role.msp.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["iam:PutRolePolicy", "iam:ListRoles"]
        #           ^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "AWS account 222222222222 can make itself administrator through role msp: iam:PutRolePolicy (iam-005)."
        Resource = "*"
      },
    ]
  })
}
