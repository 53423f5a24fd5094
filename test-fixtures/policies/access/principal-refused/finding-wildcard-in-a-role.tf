resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:role/support-*" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/principal-refused "AWS refuses the principal arn:aws:iam::222222222222:role/support-* of role provider: it takes no wildcard within a principal."
      Condition = { StringEquals = { "sts:ExternalId" = "5f1c9a7e-4c0d" } }
    }]
  })
}
