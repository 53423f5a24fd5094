resource "aws_iam_user" "robot" {
  name = "robot"
}

resource "aws_iam_access_key" "first" {
  user = "robot"
}

resource "aws_iam_access_key" "second" {
  user   = aws_iam_user.robot.name
  status = "Inactive"
}
