resource "aws_iam_user" "support" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/internal-account-for-provider "Contoso works through user contoso-support of this environment. Let its people assume a role from their own accounts."
  name = "contoso-support"
}
