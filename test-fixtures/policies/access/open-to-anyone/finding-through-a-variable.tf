variable "trusted" {
  type    = string
  default = "*"
  #         ^^^ access/open-to-anyone "Anyone with an AWS account can assume role provider."
}

resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = var.trusted }
    }]
  })
}
