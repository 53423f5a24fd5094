resource "aws_iam_role" "reporting" {
  name = "reporting"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      #                   ^^^ access/open-to-anyone "Anyone with an AWS account can assume role reporting."
      Action    = "sts:AssumeRole"
      Condition = {
        "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = "o-*/r-ab12/*" }
      }
    }]
  })
}
