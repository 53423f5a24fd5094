resource "aws_iam_user_login_profile" "alice" {
  user                    = aws_iam_user.alice.name
  password_reset_required = true
}

resource "aws_iam_user_policy" "alice" {
  name = "work"
  user = aws_iam_user.alice.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::work/*", Condition = {
      Bool = {
        "aws:MultiFactorAuthPresent" = "true"
      }
    } }]
  })
}

# Another user, who has no password in view.
resource "aws_iam_user_policy" "upload" {
  name = "upload"
  user = aws_iam_user.upload.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::work/*" }]
  })
}
