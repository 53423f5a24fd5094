resource "aws_iam_role" "support" {
  name = "support"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:role/support" }
      #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ logging/access-change-not-watched "Contoso Managed Services can assume role support, and no analyzer in this workspace tells of access from outside (IAM Access Analyzer)."
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}

variable "external_id" {
  type = string
}
