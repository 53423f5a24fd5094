# Nobody outside of the organisation can assume a role of the account, whatever its trust policy says.
data "aws_caller_identity" "current" {}
data "aws_organizations_organization" "this" {}

resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}

resource "aws_organizations_policy" "edge" {
  name = "edge"
  type = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "sts:AssumeRole"
      Resource  = "*"
      Condition = {
        StringNotEqualsIfExists = { "aws:PrincipalOrgID" = data.aws_organizations_organization.this.id }
        BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
      }
    }]
  })
}

resource "aws_organizations_policy_attachment" "edge" {
  policy_id = aws_organizations_policy.edge.id
  target_id = data.aws_caller_identity.current.account_id
}
