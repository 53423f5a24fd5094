resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_access_key" "support" {
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/long-term-keys-for-provider "Contoso has an active long-term key: that of user contoso-support."
  user = aws_iam_user.support.name
}
