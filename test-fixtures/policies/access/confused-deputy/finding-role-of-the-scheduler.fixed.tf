resource "aws_iam_role" "scheduler" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = var.source_account
        }
      }
    }]
  })
}

variable "source_account" {
  type        = string
  description = "Account that scheduler.amazonaws.com may act for, most often the one that this is deployed to"
}
