resource "aws_lambda_permission" "caller" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "*"
  #               ^^^ access/open-to-anyone "Anyone can use function orders (lambda:InvokeFunction)."
}
