variable "create" {
  default = true
}

variable "unset" {}

resource "aws_iam_role" "counted" {
  count = var.create ? 2 : 0
  name  = "role-${count.index}"
}

resource "aws_iam_role" "none" {
  count = var.create ? 0 : 1
}

resource "aws_iam_role" "unknown" {
  count = var.unset
  name  = "role-${count.index}"
}

resource "aws_iam_role" "each" {
  for_each = { reader = "Reader", owner = "Owner" }
  name     = each.key
  title    = each.value
}

resource "aws_iam_role" "any" {
  for_each = var.unset
  name     = each.value.name
}

resource "example_thing" "uses" {
  second = aws_iam_role.counted[1].name
  all    = aws_iam_role.counted[*].arn
  owner  = aws_iam_role.each["owner"].title
  titles = values(aws_iam_role.each)[*].title
  any    = aws_iam_role.any["x"].arn
}
