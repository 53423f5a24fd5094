resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = "*"
      #           ^^^ access/whole-party-trusted "Every account of AWS organisation o-adatum0001 can assume role provider, also those that it will have tomorrow."
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" }, StringEquals = { "aws:PrincipalOrgID" = "o-adatum0001" } }
    }]
  })
}
