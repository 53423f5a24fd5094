resource "aws_iam_user" "robot" {
  name = "robot"
}

resource "aws_iam_access_key" "first" {
  user   = "robot"
  status = "Inactive"
}

resource "aws_iam_access_key" "second" {
  user = aws_iam_user.robot.name
}
