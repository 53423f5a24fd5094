resource "aws_iam_access_key" "support" {
  user   = "contoso-support"
  status = "Inactive"
}
