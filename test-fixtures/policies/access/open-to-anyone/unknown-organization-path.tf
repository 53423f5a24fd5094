resource "aws_iam_role" "reporting" {
  name = "reporting"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sts:AssumeRole"
      Condition = {
        "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = "o-example0009/r-ab12/ou-ab12-11111111/*" }
      }
    }]
  })
}
