variable "account" {
  default = "222222222222"
}

resource "aws_iam_role" "encoded" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${var.account}:root" }
    }]
  })
}

resource "aws_iam_role" "heredoc" {
  assume_role_policy = <<-EOT
    {
      "Statement": [{
        "Effect": "Allow",
        "Principal": { "AWS": "arn:aws:iam::${var.account}:root" }
      }]
    }
  EOT
}

resource "aws_iam_role" "quoted" {
  assume_role_policy = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\"}]}"
}

resource "aws_iam_role" "decoded" {
  effect = jsondecode("{\"Effect\":\"Allow\"}").Effect
}
