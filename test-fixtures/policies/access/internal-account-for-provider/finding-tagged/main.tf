resource "aws_iam_user" "remote" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/internal-account-for-provider "Contoso works through user remote of this environment. Let its people assume a role from their own accounts."
  name = "remote"
  tags = { Company = "Contoso GmbH" }
}
