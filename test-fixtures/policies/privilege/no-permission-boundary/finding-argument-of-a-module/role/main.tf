variable "name" {
  type = string
}

variable "boundary" {
  type    = string
  default = null
}

resource "aws_iam_role" "this" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/no-permission-boundary "role msp, which an outside party can assume, changes identities without a permission boundary."
  name                 = var.name
  permissions_boundary = var.boundary
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "work"
  role = aws_iam_role.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:CreateServiceSpecificCredential"
      Resource = "arn:aws:iam::111111111111:user/git/*"
    }]
  })
}
