data "aws_caller_identity" "this" {}

resource "aws_lambda_permission" "caller" {
  action         = "lambda:InvokeFunction"
  function_name  = "orders-${data.aws_caller_identity.this.account_id}"
  principal      = "s3.amazonaws.com"
  source_account = data.aws_caller_identity.this.account_id
}

resource "aws_lambda_permission" "elsewhere" {
  provider       = aws.west
  action         = "lambda:InvokeFunction"
  function_name  = "deliveries"
  principal      = "s3.amazonaws.com"
  source_account = var.source_account
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

variable "source_account" {
  type        = string
  description = "Account that s3.amazonaws.com may act for, most often the one that this is deployed to"
}
