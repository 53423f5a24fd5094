resource "aws_iam_policy" "edge" {
  name = "edge"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["cloudtrail:*", "s3:Get*"], Resource = "*" }]
  })
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.edge.arn
}

resource "aws_iam_role" "elsewhere" {
  name                 = "elsewhere"
  assume_role_policy   = "{}"
  permissions_boundary = "arn:aws:iam::111111111111:policy/of-another-team"
}

resource "aws_iam_policy" "work" {
  name = "work"
  policy = jsonencode({
  #   ^ hover/document "Allows 256 actions of 2 services / Power: escalate, grant access, create credentials, edit identity provider, stop logging / Permissions management 23, Write 109, Tagging 18, Read 58, List 48 / all 190 of iam, all 66 of cloudtrail / 18 escalation paths, such as iam:CreatePolicyVersion / Within permission boundary edge role bounded has: stop logging / What permission boundary of-another-team leaves to role elsewhere is not known: it is read from the cloud by policy/of-another-team"
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["cloudtrail:*", "iam:*"], Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "work" {
  for_each   = toset([aws_iam_role.bounded.name, aws_iam_role.elsewhere.name])
  role       = each.value
  policy_arn = aws_iam_policy.work.arn
  #            ^ hover/document "Allows 256 actions of 2 services / Power: escalate, grant access, create credentials, edit identity provider, stop logging / Permissions management 23, Write 109, Tagging 18, Read 58, List 48 / all 190 of iam, all 66 of cloudtrail / 18 escalation paths, such as iam:CreatePolicyVersion / Within permission boundary edge role bounded has: stop logging / What permission boundary of-another-team leaves to role elsewhere is not known: it is read from the cloud by policy/of-another-team"
}

resource "aws_iam_role_policy" "trails" {
  role = aws_iam_role.bounded.name
  policy = jsonencode({
  #   ^ hover/document "Allows 1 of the 66 actions of cloudtrail / Power: stop logging / Write 1 / Within permission boundary edge role bounded has this power, too"
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "all" {
  role       = aws_iam_role.bounded.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
  #              ^ hover/managed "AdministratorAccess, a policy of AWS / Allows every action there is: 22,091 of 456 services / Power: administrator / Permissions management 425, Write 11,357, Tagging 719, Read 5,871, List 3,719 / Within permission boundary edge role bounded has: stop logging, read data"
}
