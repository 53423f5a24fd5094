resource "aws_iam_role" "batch" {
  name                = "batch"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "role batch may do everything: AdministratorAccess."
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "again" {
  role       = aws_iam_role.batch.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "role batch may do everything: AdministratorAccess."
}

resource "aws_iam_policy_attachment" "reading" {
  name       = "reading"
  roles      = [aws_iam_role.batch.name]
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_policy_attachment" "identities" {
  name       = "identities"
  roles      = [aws_iam_role.batch.name]
  policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/administrator-policy "role batch may do everything with identities, which is enough to do everything."
}

resource "aws_iam_role_policy" "written" {
  role = aws_iam_role.batch.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
      { Effect = "Allow", Action = "*", Resource = "*" },
      #                            ^^^ privilege/administrator-policy "role batch may do everything: an inline policy."
    ]
  })
}
