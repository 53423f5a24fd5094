resource "aws_lambda_function_url" "orders" {
  function_name      = "orders"
  authorization_type = "NONE"
  #                    ^^^^^^ access/open-to-anyone "Anyone on the Internet can call function orders: its address asks for no sign-in."
}
