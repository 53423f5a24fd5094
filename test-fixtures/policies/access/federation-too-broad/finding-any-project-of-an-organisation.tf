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
        #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/federation-too-broad "Any workload of the identity provider can assume role provider: its trust checks the audience of a token, but not whose it is."
        "Condition": { "StringEquals": { "${local.issuer}:aud": "0f1e2d3c" } }
      }
    }
  EOT
}
