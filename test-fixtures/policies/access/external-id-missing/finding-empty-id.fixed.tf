resource "aws_iam_role" "provider" {
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": { "AWS": "arn:aws:iam::222222222222:role/scanner" },
        "Condition": { "StringEquals": { "sts:ExternalId": "${var.external_id}" } }
      }
    }
  EOT
}

variable "external_id" {
  type        = string
  description = "External ID issued by AWS account 222222222222"
}
