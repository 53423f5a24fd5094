resource "aws_lambda_function" "reader" {
  function_name = "reader"
  role          = aws_iam_role.admin.arn
}

# What it may do is in view, and the name does not matter.
resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "reader" {
  role = aws_iam_role.admin.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::reports/*" }]
  })
}

# A machine without a role.
resource "aws_instance" "plain" {
  ami = "ami-0123456789abcdef0"
}
