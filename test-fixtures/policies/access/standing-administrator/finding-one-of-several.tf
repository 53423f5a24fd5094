resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = {
        StringEquals = { "sts:ExternalId" = "an-id-from-them" }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "rights" {
  for_each = toset([
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
    "arn:aws:iam::aws:policy/AdministratorAccess",
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "AWS account 222222222222 is a standing administrator through role provider: AdministratorAccess."
  ])
  role       = aws_iam_role.provider.name
  policy_arn = each.value
}
