resource "aws_iam_user_login_profile" "alice" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lifecycle/first-password-kept "user alice need not change its first console password, which others may know."
  user = "alice"
}
