resource "aws_iam_policy" "half" {
  name = "half"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Action = "*", Resource = "*" }]
    #                       ^^^ privilege/administrator-policy "policy half would allow everything with Allow as its Effect; IAM refuses the statement as it is."
  })
}

resource "aws_iam_user_policy" "lower_case" {
  user = "operator"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "allow", Action = "*", Resource = "*" }]
    #                                         ^^^ privilege/administrator-policy "user operator would allow everything with Allow as its Effect; IAM refuses the statement as it is."
  })
}
