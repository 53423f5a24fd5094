locals {
  provider = "222222222222"
}

resource "aws_iam_role" "msp" {
  name               = "msp"
  assume_role_policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": { "AWS": "arn:aws:iam::${local.provider}:root" }
      }
    }
  JSON
}

resource "aws_iam_role_policy_attachment" "msp" {
  role       = aws_iam_role.msp.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
