resource "aws_iam_role" "provider" {
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": { "AWS": "arn:aws:iam::222222222222:role/scanner" },
        "Condition": { "StringEquals": { "sts:ExternalId": "" } }
        #                                                  ^^ access/external-id-missing "Nobody of AWS account 222222222222 can assume role provider: its external ID is too short to be sent. Ask for the one that AWS account 222222222222 issued."
      }
    }
  EOT
}
