data "aws_caller_identity" "this" {}

resource "aws_lambda_permission" "caller" {
  action        = "lambda:InvokeFunction"
  function_name = "orders-${data.aws_caller_identity.this.account_id}"
  principal     = "s3.amazonaws.com"
  #               ^^^^^^^^^^^^^^^^^^ access/confused-deputy "s3.amazonaws.com can call function orders-… whoever it acts for. Let it act for your own account alone."
}

resource "aws_lambda_permission" "elsewhere" {
  provider      = aws.west
  action        = "lambda:InvokeFunction"
  function_name = "deliveries"
  principal     = "s3.amazonaws.com"
  #               ^^^^^^^^^^^^^^^^^^ access/confused-deputy "s3.amazonaws.com can call function deliveries whoever it acts for. Let it act for your own account alone."
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
