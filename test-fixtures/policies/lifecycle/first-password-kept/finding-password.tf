resource "aws_iam_user_login_profile" "alice" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lifecycle/first-password-kept "user alice keeps the console password that was made for it."
  user = "alice"
}
