resource "aws_iam_role" "release" {
  name = "release"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

# What this leads to depends on the roles of the functions that are there.
resource "aws_iam_role_policy" "release" {
  name = "release"
  role = aws_iam_role.release.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["lambda:UpdateFunctionCode", "lambda:InvokeFunction"]
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "role release could become administrator, if something that it can change runs with a powerful role: lambda:UpdateFunctionCode (lambda-003)."
      Resource = "*"
    }]
  })
}
