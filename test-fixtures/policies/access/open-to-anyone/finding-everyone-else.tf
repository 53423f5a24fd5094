resource "aws_iam_role" "provider" {
  assume_role_policy = <<-EOT
    {
      "Statement": [{
        "Effect": "Allow",
        "Action": "sts:*",
        "NotPrincipal": { "AWS": "arn:aws:iam::222222222222:root" }
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/open-to-anyone "Anyone with an AWS account can assume role provider."
      }]
    }
  EOT
}
