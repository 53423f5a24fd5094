resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "provider" {
  role       = aws_iam_role.provider.name
  policy_arn = "arn:aws:iam::aws:policy/AWSOrganizationsFullAccess"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/standing-powerful-role "AWS account 222222222222 always holds AWSOrganizationsFullAccess through role provider, which lets it gain more rights."
}
