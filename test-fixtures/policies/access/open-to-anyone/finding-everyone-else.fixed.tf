resource "aws_iam_role" "provider" {
  assume_role_policy = <<-EOT
    {
      "Statement": [{
        "Effect": "Allow",
        "Action": "sts:*",
        "NotPrincipal": { "AWS": "arn:aws:iam::222222222222:root" },
        "Principal": {
          "AWS": "${var.trusted_principal_arns}"
        }
      }]
    }
  EOT
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may assume the role"
}
