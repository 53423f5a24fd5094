variable "role" {}

resource "aws_iam_role_policy_attachment" "this" {
  role       = var.role
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

output "arns" {
  value = [aws_iam_role_policy_attachment.this.policy_arn]
}
