resource "aws_organizations_organization" "this" {
  feature_set = "ALL"
}

variable "guardrail" {
  type = string
}

resource "aws_organizations_policy" "trust" {
  name    = "who-may-assume-roles"
  type    = "RESOURCE_CONTROL_POLICY"
  content = var.guardrail
}

resource "aws_iam_role" "auditor" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::333333333333:root" }
    }]
  })
}
