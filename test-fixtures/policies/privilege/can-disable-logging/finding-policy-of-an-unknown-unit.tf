# Whether the account is below the unit is not known, so the policy may deny it or not.
resource "aws_iam_role" "msp" {
  name = "msp"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
  inline_policy {
    name = "trails"
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = "cloudtrail:*", Resource = "*" }]
      #                                         ^^^^^^^^^^^^^^ privilege/can-disable-logging "AWS account 222222222222 can stop or delete logs through role msp."
    })
  }
}

resource "aws_organizations_policy" "keep_logs" {
  name = "keep-logs"
  content = jsonencode({
    Statement = [{ Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }]
  })
}

variable "organizational_unit" {}

resource "aws_organizations_policy_attachment" "keep_logs" {
  policy_id = aws_organizations_policy.keep_logs.id
  target_id = var.organizational_unit
}
