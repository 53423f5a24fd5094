data "aws_caller_identity" "current" {}

resource "aws_iam_role" "staff" {
  name = "staff"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:user/alice" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "rights" {
  role       = aws_iam_role.staff.name
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}
