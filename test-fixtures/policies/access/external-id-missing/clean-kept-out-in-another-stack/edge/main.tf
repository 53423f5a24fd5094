# Nobody outside of the organisation can assume a role of the account, whatever its trust policy says.
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
        StringNotEqualsIfExists = { "aws:PrincipalOrgID" = "o-example0001" }
        BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
      }
    }]
  })
}

resource "aws_organizations_policy_attachment" "edge" {
  policy_id = aws_organizations_policy.edge.id
  target_id = "111111111111"
}
