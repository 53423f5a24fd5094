resource "aws_lambda_permission" "caller" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "s3.amazonaws.com"
  #               ^^^^^^^^^^^^^^^^^^ access/confused-deputy "s3.amazonaws.com can call function orders for any account. Demand your own (SourceAccount)."
}
