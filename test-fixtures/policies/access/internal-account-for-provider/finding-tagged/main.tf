resource "aws_iam_user" "remote" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/internal-account-for-provider "Contoso works through user remote of the environment; a role would leave its people's identities with it."
  name = "remote"
  tags = { Company = "Contoso GmbH" }
}
