resource "aws_lambda_permission" "caller" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "s3.amazonaws.com"
  #               ^^^^^^^^^^^^^^^^^^ access/confused-deputy "s3.amazonaws.com can call function orders whoever it acts for. Let it act for your own account alone."
}
