resource "aws_lambda_permission" "caller" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "222222222222"
  #               ^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use function orders (lambda:InvokeFunction)."
}
