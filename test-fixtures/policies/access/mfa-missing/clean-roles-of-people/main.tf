# People who come with a role bring no MFA along; their identity provider has asked for it or not.
resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = {
        ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*" }
      }
    }]
  })
}
