resource "aws_iam_role" "helper" {
  name = "helper"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

# Each of them is enough, so each has to go.
resource "aws_iam_role_policy" "passwords" {
  role = aws_iam_role.helper.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:UpdateLoginProfile", "iam:CreateAccessKey"], Resource = "*" }]
    #                                          ^^^^^^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "role helper can become administrator: iam:UpdateLoginProfile (iam-006)."
  })
}

resource "aws_iam_role_policy" "policies" {
  role = aws_iam_role.helper.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" },
      #                            ^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "role helper can become administrator: iam:PutRolePolicy (iam-005), or iam:UpdateLoginProfile (iam-006)."
      { Effect = "Deny", Action = "iam:CreateAccessKey", Resource = "*" },
    ]
  })
}

# Only what others allow makes a way of these.
resource "aws_iam_role_policy" "reading" {
  role = aws_iam_role.helper.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:Get*", "iam:DeleteAccessKey"], Resource = "*" }]
  })
}
