resource "aws_iam_role_policy" "engineer" {
  role = "engineer"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      #          ^^^^^^^^^^^^^^^^ privilege/can-assume-any-role "role engineer may assume a role of this name in every account that trusts this one."
      Resource = "arn:aws:iam::*:role/contoso-support"
    }]
  })
}
