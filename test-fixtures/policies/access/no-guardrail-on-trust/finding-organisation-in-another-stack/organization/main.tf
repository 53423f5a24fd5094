resource "aws_organizations_organization" "this" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/no-guardrail-on-trust "AWS account 333333333333 can assume role auditor, and no resource control policy in this workspace limits who may assume roles of the organisation."
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

# It binds the organisation's own principals, and so no outsider.
resource "aws_organizations_policy" "roles" {
  name = "own-roles-only"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Action    = "sts:AssumeRole"
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:ResourceOrgID" = "o-example0001" } }
    }]
  })
}

resource "aws_organizations_policy_attachment" "roles" {
  policy_id = aws_organizations_policy.roles.id
  target_id = aws_organizations_organization.this.roots[0].id
}
