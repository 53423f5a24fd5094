locals {
  issuer = "oidc.circleci.com/org/0f1e2d3c"
}

resource "aws_iam_role" "provider" {
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": { "Federated": "arn:aws:iam::111111111111:oidc-provider/${local.issuer}" },
        #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/federation-too-broad "Any token of the identity provider for the audience that is asked for can assume role provider: its trust does not check which workload it belongs to."
        "Condition": { "StringEquals": { "${local.issuer}:aud": "0f1e2d3c" } }
      }
    }
  EOT
}
