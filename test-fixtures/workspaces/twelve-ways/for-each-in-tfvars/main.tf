variable "providers_of_service" {
  type = map(object({ account = string }))
}

resource "aws_iam_role" "msp" {
  for_each = var.providers_of_service
  name     = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${each.value.account}:root" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "msp" {
  for_each   = var.providers_of_service
  role       = aws_iam_role.msp[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
