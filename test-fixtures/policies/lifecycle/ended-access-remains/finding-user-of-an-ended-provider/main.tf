resource "aws_iam_user" "support" {
  name = "contoso-support"
  #      ^^^^^^^^^^^^^^^^^ lifecycle/ended-access-remains "Contoso is marked as ended and can still act through user contoso-support."
}
