resource "aws_iam_user" "robot" {
  name = "robot"
}

resource "aws_iam_access_key" "first" {
  user = "robot"
}

resource "aws_iam_access_key" "second" {
  user = aws_iam_user.robot.name
  #      ^^^^^^^^^^^^^^^^^^^^^^^ lifecycle/second-access-key "user robot has more than one active access key."
}
