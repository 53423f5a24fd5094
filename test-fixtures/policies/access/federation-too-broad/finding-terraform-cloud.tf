resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/app.terraform.io" }
      Condition = {
        StringEquals = { "app.terraform.io:aud" = "aws.workload.identity" }
        StringLike   = { "app.terraform.io:sub" = "organization:*:project:core:*" }
        #                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/federation-too-broad "Strangers may have tokens that can assume role provider: the subject claim that it asks for names no owner."
      }
    }]
  })
}
