resource "aws_iam_saml_provider" "staff" {
  name                   = "contoso-staff"
  saml_metadata_document = "<EntityDescriptor/>"
}

resource "aws_iam_role" "provider" {
  managed_policy_arns = ["arn:aws:iam::aws:policy/SecurityAudit"]
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = aws_iam_saml_provider.staff.arn }
      Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } }
    }]
  })
}
