resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      #                   ^^^ lifecycle/ended-access-remains "Contoso is marked as ended and can still act through role provider."
      Condition = {
        StringEquals = { "aws:PrincipalOrgID" = "o-example0002" }
      }
    }]
  })
}
