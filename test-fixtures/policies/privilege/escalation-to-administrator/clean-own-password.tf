# A user's own password gives nothing more, and a user is neither a policy nor a role.
data "aws_iam_policy_document" "self" {
  statement {
    actions   = ["iam:ChangePassword", "iam:CreatePolicyVersion", "iam:PutRolePolicy"]
    resources = ["arn:aws:iam::*:user/&{aws:username}"]
  }
}
