resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = { StringEquals = { "sts:ExternalId" = "contoso" } }
      #                                                 ^^^^^^^^^ access/external-id-not-from-provider "The external ID that role provider asks Contoso for can be guessed (name of a party)."
    }]
  })
}
