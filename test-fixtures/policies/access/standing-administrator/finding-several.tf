# The attachment makes everybody who can assume the role an administrator.
resource "aws_iam_role" "operations" {
  name = "operations"
  assume_role_policy = jsonencode({
    Statement = [for account in ["222222222222", "333333333333"] : {
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = account }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "operations" {
  role       = aws_iam_role.operations.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "AWS account 222222222222 is a standing administrator through role operations: AdministratorAccess. The same holds for AWS account 333333333333."
}
