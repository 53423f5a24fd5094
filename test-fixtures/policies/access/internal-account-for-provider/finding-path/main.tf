resource "aws_iam_user" "support" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/internal-account-for-provider "Contoso works through user support of the environment; a role would leave its people's identities with it."
  name = "support"
  path = "/providers/contoso/"
}
