resource "aws_iam_saml_provider" "people" {
  name                   = "people"
  saml_metadata_document = file("metadata.xml")
}

resource "aws_iam_role" "people" {
  name = "people"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = aws_iam_saml_provider.people.arn }
      Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } }
    }]
  })
}
