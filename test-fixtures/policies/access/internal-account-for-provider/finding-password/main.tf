resource "aws_iam_user_login_profile" "support" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/internal-account-for-provider "Contoso has a console password: that of user contoso-support."
  user                    = "contoso-support"
  password_reset_required = true
}
