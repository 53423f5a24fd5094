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
        "Condition": { "StringEquals": { "${local.issuer}:aud": "0f1e2d3c", "oidc.circleci.com/org/0f1e2d3c:sub": "${var.oidc_subject}" } }
      }
    }
  EOT
}

variable "oidc_subject" {
  type        = string
  description = "Subject of the tokens that may assume the role, such as repo:organisation/repository:environment:name"
}
