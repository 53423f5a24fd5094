resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = {
        NumericLessThan = { "aws:EpochTime" = "1767225600" }
        #                                     ^^^^^^^^^^^^ lifecycle/ended-access-remains "Access through role provider ended on 2026-01-01 and is still in the code."
      }
    }]
  })
}
