resource "aws_iam_user" "hands" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/internal-account-for-provider "Contoso works through user remote-hands of the environment; a role would leave its people's identities with it."
  name = "remote-hands"
}
