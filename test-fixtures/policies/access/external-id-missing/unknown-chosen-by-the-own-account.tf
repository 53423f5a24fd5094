data "aws_caller_identity" "current" {}

locals {
  partners = {
    "111111111111" = "222222222222"
    "333333333333" = "444444444444"
  }
}

resource "aws_iam_role" "partner" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = local.partners[data.aws_caller_identity.current.account_id] }
    }]
  })
}
