resource "aws_iam_access_key" "first" {
  user = "robot"
}

resource "aws_iam_access_key" "old" {
  user   = "robot"
  status = "Inactive"
}
