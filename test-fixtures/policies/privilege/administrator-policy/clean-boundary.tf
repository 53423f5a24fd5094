# A boundary gives nobody anything: it is the most that the policies of a role can give.
resource "aws_iam_policy" "limits" {
  name = "limits"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = "organizations:*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "worker" {
  name                 = "worker"
  permissions_boundary = aws_iam_policy.limits.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}
