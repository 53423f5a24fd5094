resource "aws_organizations_organization" "this" {
  feature_set          = "ALL"
  enabled_policy_types = ["RESOURCE_CONTROL_POLICY"]
}

resource "aws_organizations_policy" "trust" {
  name = "who-may-assume-roles"
  type = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "sts:AssumeRole"
      Resource  = "*"
      Condition = {
        StringNotEqualsIfExists = {
          "aws:PrincipalOrgID"   = "o-example0001"
          "aws:PrincipalAccount" = ["333333333333"]
        }
        BoolIfExists = { "aws:PrincipalIsAWSService" = "false" }
      }
    }]
  })
}

resource "aws_organizations_policy_attachment" "trust" {
  policy_id = aws_organizations_policy.trust.id
  target_id = aws_organizations_organization.this.roots[0].id
}
