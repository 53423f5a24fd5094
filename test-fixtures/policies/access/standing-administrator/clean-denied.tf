resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "222222222222" }
    }]
  })
}

resource "aws_iam_role_policy" "rights" {
  name = "rights"
  role = aws_iam_role.provider.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", NotAction = ["ec2:Describe*", "s3:List*"], Resource = "*" },
    ]
  })
}
