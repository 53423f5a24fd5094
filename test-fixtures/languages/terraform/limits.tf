variable "roles" {
  default = 1000000000
}

locals {
  many   = [for a in range(1000) : a]
  beyond = [for a in flatten([local.many, local.many]) : a]
  uses   = local.beyond
}

resource "aws_iam_role" "counted" {
  count = var.roles
  name  = "role-${count.index}"
}

resource "aws_iam_role" "each" {
  for_each = toset([for a in concat(local.many, [2000], [for b in local.many : b + 3000]) : "x${a}"])
  name     = each.key
}

resource "aws_iam_role" "wrong" {
  count = "several"
  name  = local.beyond
}

resource "aws_iam_role" "blocks" {
  dynamic "inline_policy" {
    for_each = concat(local.many, local.many)
    content {
      name = inline_policy.value
    }
  }
}
