resource "aws_iam_role" "before" {
  name = "before"
}

resource "aws_iam_role" "typed" {
  name   = "typed"
  policy = jsonencode({
  path   = "/msp/"
  arn    = aws_iam_role.
  tags = {
    a = "b"
  }
}

resource "aws_iam_

resource "aws_iam_role" "after" {
  name = "after"
}
