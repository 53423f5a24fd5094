resource "aws_iam_group" "support" {
  name = "support"
}

resource "aws_iam_group_policy" "support" {
  group = aws_iam_group.support.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:Get*", "iam:SetDefaultPolicyVersion"], Resource = "*" }]
    #                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/escalation-to-administrator "group support can make any version of any policy the one that counts, and so take back rights that were removed."
  })
}
