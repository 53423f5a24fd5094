resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = "arn:aws:iam::111111111111:saml-provider/staff" }
      #                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/federation-too-broad "Assertions for any audience can assume role provider: its trust does not check SAML:aud."
    }]
  })
}
