resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "sts:AssumeRole",
          "Principal": { "AWS": "*" },
          "Condition": { "StringEquals": { "aws:PrincipalAccount": "222222222222" } }
        },
        {
          "Effect": "Allow",
          "Action": "sts:AssumeRole",
          "Principal": { "AWS": ${jsonencode(var.trusted_principal_arns)} }
        }
      ]
    }
  EOT
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may assume the role"
}
