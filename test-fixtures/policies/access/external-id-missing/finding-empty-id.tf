resource "aws_iam_role" "provider" {
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": { "AWS": "arn:aws:iam::222222222222:role/scanner" },
        "Condition": { "StringEquals": { "sts:ExternalId": "" } }
        #                                                  ^^ access/external-id-missing "role provider asks AWS account 222222222222 for an external ID that is empty or too short to be sent: nobody gets in until the one that AWS account 222222222222 issues stands there."
      }
    }
  EOT
}
