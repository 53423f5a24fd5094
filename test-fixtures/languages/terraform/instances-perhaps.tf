variable "roles" {
  default = { a = "222222222222" }
}

data "aws_region" "current" {}
data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

locals {
  home   = data.aws_region.current.region == "eu-west-2"
  chosen = local.home ? var.roles : {}
  named  = { "111111111111" = "333333333333" }
}

data "aws_iam_policy_document" "trust" {
  count = local.home ? 1 : 0
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["222222222222"]
    }
  }
}

resource "aws_iam_role" "each" {
  for_each = local.chosen
  name     = each.key
  title    = each.value
}

resource "aws_iam_role" "set" {
  for_each = toset(local.home ? ["b"] : [])
  name     = each.value
}

resource "aws_iam_role" "loop" {
  for_each = { for name, account in local.chosen : "role-${name}" => account }
  name     = each.key
  title    = each.value
}

resource "example_thing" "uses" {
  joined   = join("", data.aws_iam_policy_document.trust[*].json)
  only     = one(data.aws_iam_policy_document.trust[*].json)
  first    = (data.aws_iam_policy_document.trust[*].json)[0]
  second   = (data.aws_iam_policy_document.trust[*].json)[1]
  or_empty = element(concat(data.aws_iam_policy_document.trust.*.json, [""]), 0)
  number   = length(data.aws_iam_policy_document.trust)
  each     = aws_iam_role.each["a"].title
  chosen   = local.chosen["a"]
}

resource "example_thing" "of_the_environment" {
  account  = data.aws_caller_identity.current.account_id
  selected = local.named[data.aws_caller_identity.current.account_id]
  looked   = lookup(local.named, data.aws_caller_identity.current.account_id, "none")
  either   = data.aws_caller_identity.current.account_id == "1" ? "a" : "b"
  format   = format("arn:${data.aws_partition.current.partition}:iam::%s:root", "222222222222")
  plain    = format("arn:${data.aws_partition.current.partition}:iam::aws:policy/x")
}
