resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = "*"
      #           ^^^ access/whole-party-trusted "Every account of Contoso can assume role provider, also those that it will have tomorrow."
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" }, StringEquals = { "aws:PrincipalOrgID" = "o-contoso001" } }
    }]
  })
}
