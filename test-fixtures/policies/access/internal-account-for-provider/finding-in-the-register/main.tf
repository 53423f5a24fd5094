resource "aws_iam_user" "hands" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/internal-account-for-provider "Contoso works through user remote-hands of this environment. Let its people assume a role from their own accounts."
  name = "remote-hands"
}
