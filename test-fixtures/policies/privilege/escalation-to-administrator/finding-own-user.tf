data "aws_iam_policy_document" "self" {
  statement {
    actions   = ["iam:*"]
    #            ^^^^^^^ privilege/escalation-to-administrator "Whoever is given policy document self can become administrator: iam:PutUserPolicy (iam-007), or iam:AttachUserPolicy (iam-008)."
    resources = ["arn:aws:iam::*:user/&{aws:username}"]
  }
}

output "self" {
  value = data.aws_iam_policy_document.self.json
}

resource "aws_iam_group" "people" {
  name = "people"
}

resource "aws_iam_group_policy" "people" {
  group = aws_iam_group.people.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:AttachUserPolicy"
      #          ^^^^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "group people can become administrator: iam:AttachUserPolicy (iam-008)."
      Resource = "arn:aws:iam::*:user/*/$${aws:username}"
      }, {
      Effect   = "Allow"
      Action   = "iam:AttachUserPolicy"
      Resource = "arn:aws:iam::*:user/$${aws:username}"
    }]
  })
}
