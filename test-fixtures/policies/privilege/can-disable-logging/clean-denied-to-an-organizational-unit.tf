# The role stands in an account of the unit to which the policy is attached.
resource "aws_iam_role" "msp" {
  provider = aws.work
  name     = "msp"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
  inline_policy {
    name = "trails"
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = "cloudtrail:*", Resource = "*" }]
    })
  }
}

resource "aws_organizations_policy" "keep_logs" {
  name = "keep-logs"
  content = jsonencode({
    Statement = [{ Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }]
  })
}

resource "aws_organizations_organizational_unit" "work" {
  name      = "work"
  parent_id = "r-ab12"
}

resource "aws_organizations_account" "work" {
  name      = "work"
  email     = "work@example.com"
  parent_id = aws_organizations_organizational_unit.work.id
}

provider "aws" {
  alias = "work"
  assume_role {
    role_arn = "arn:aws:iam::${aws_organizations_account.work.id}:role/OrganizationAccountAccessRole"
  }
}

resource "aws_organizations_policy_attachment" "keep_logs" {
  policy_id = aws_organizations_policy.keep_logs.id
  target_id = aws_organizations_organizational_unit.work.id
}
