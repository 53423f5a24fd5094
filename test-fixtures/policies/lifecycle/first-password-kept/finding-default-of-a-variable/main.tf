variable "reset" {
  type    = bool
  default = false
  #         ^^^^^ lifecycle/first-password-kept "user alice need not change its first console password, which others may know."
}

resource "aws_iam_user_login_profile" "alice" {
  user                    = "alice"
  password_reset_required = var.reset
}
