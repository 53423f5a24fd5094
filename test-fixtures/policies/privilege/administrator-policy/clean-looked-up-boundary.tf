data "aws_iam_policy" "most" {
  name = "AdministratorAccess"
}

resource "aws_iam_role" "worker" {
  name                 = "worker"
  permissions_boundary = data.aws_iam_policy.most.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}
