resource "aws_lambda_permission" "caller" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "s3.amazonaws.com"
  source_arn     = "arn:aws:s3:::fabrikam-files"
}
