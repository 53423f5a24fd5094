resource "aws_lambda_permission" "caller" {
  action         = "lambda:InvokeFunction"
  function_name  = "orders"
  principal      = "s3.amazonaws.com"
  source_account = var.source_account
}

variable "source_account" {
  type        = string
  description = "Account that s3.amazonaws.com may act for, most often the one that this is deployed to"
}
