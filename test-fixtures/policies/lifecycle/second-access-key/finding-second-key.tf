resource "aws_iam_user" "robot" {
  name = "robot"
}

resource "aws_iam_access_key" "first" {
  user = aws_iam_user.robot.name
  #      ^^^^^^^^^^^^^^^^^^^^^^^ lifecycle/second-access-key "user robot has 2 active access keys, and this is one of them."
}

resource "aws_iam_access_key" "second" {
  user = aws_iam_user.robot.name
  #      ^^^^^^^^^^^^^^^^^^^^^^^ lifecycle/second-access-key "user robot has 2 active access keys, and this is one of them."
}
