# The role through which Contoso's monitoring platform manages this account.
variable "msp_account_id" {
  type        = string
  description = "AWS account of the managed service provider"
  default     = "222222222222"
}

resource "aws_iam_role" "msp" {
  name        = "contoso-managed-services"
  description = "Access for Contoso Managed Services"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::${var.msp_account_id}:root" }
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "msp" {
  role       = aws_iam_role.msp.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
