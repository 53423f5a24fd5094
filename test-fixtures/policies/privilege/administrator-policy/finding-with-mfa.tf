# Whoever has signed in with an MFA may do everything.
resource "aws_iam_group" "administrators" {
  name = "administrators"
}

resource "aws_iam_group_policy" "everything" {
  name  = "everything"
  group = aws_iam_group.administrators.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "*"
      #           ^^^ privilege/administrator-policy "group administrators may do everything: inline policy everything."
      Resource  = "*"
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    }]
  })
}
