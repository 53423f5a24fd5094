resource "aws_organizations_policy" "guardrail" {
  name = "guardrail"
  content = jsonencode({
  #   ^ hover/document "Only denies: 21,901 actions of 455 services / Permissions management 402, Write 11,283, Tagging 703, Read 5,834, List 3,679 / Nothing of iam / 21,899 of them only under conditions on aws:RequestedRegion"
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Action = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"], Resource = "*" },
      #                            ^^^^^^^^^^^^^^^^^^^^^^^^ hover/action "cloudtrail:StopLogging: Write, of cloudtrail / Acts on: trail / By itself it gives: stop logging / Denied here."
      { Effect = "Deny", NotAction = "iam:*", Resource = "*", Condition = { StringNotEquals = { "aws:RequestedRegion" = "eu-west-1" } } },
    ]
  })
}

resource "aws_s3_bucket_policy" "tls" {
  bucket = "reports"
  policy = jsonencode({
  #   ^ hover/document "Only denies: all 180 actions of s3 / Permissions management 27, Write 57, Tagging 12, Read 66, List 18 / All under conditions on aws:SecureTransport"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}

resource "aws_vpc_endpoint" "storage" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-west-1.s3"
  policy = jsonencode({
  #   ^ hover/document "Allows 1 of the 180 actions of s3 to those whom it names / Read 1"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
    #                                                          ^^^^^^^^^^^^^^ hover/action "s3:GetObject: Read, of s3 / Acts on: accesspointobject, object"
  })
}

data "aws_iam_policy" "audit" {
  name = "SecurityAudit"
}

resource "aws_iam_policy" "own" {
  name = "own"
  policy = jsonencode({
  #   ^ hover/document "Allows 1 of the 190 actions of iam / Power: grant access / Permissions management 1 / Escalation path: iam:PutRolePolicy / Within permission boundary own role own has this power, too / The organisation's policy guardrail may limit role own, too"
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = aws_iam_role.own.arn }]
    #                                         ^^^^^^^^^^^^^^^^^^^ hover/action "iam:PutRolePolicy: Permissions management, of iam / Acts on: role / By itself it gives: grant access / An escalation path by itself, on the right resource."
  })
}

resource "aws_iam_role" "own" {
  name                 = "own"
  assume_role_policy   = "{}"
  permissions_boundary = "arn:aws:iam::111111111111:policy/own"
  #                       ^ hover/document "Allows 1 of the 190 actions of iam / Power: grant access / Permissions management 1 / Escalation path: iam:PutRolePolicy / Within permission boundary own role own has this power, too / The organisation's policy guardrail may limit role own, too"
}

resource "aws_iam_role_policy_attachment" "audit" {
  role       = aws_iam_role.own.name
  policy_arn = data.aws_iam_policy.audit.arn
  #            ^ hover/managed "SecurityAudit, a policy of AWS / Allows 2,889 actions of 191 services / No sensitive power / Permissions management 3, Write 1, Read 1,411, List 1,474 / 211 of 826 of ec2, 174 of 449 of sagemaker, 126 of 340 of quicksight, 107 of 293 of iot, 82 of 173 of cloudfront, 76 of 190 of iam and 185 more"
}

resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.own.name
  policy_arn = aws_iam_policy.own.arn
  #            ^ hover/document "Allows 1 of the 190 actions of iam / Power: grant access / Permissions management 1 / Escalation path: iam:PutRolePolicy / Within permission boundary own role own has this power, too / The organisation's policy guardrail may limit role own, too"
}
