variable "flag" {
  type = bool
}

resource "aws_iam_role" "conditions" {
  text       = true ? 5 : "six"
  list       = true ? [1] : ["a", "b"]
  typed      = true ? toset(["a"]) : ["b"]
  refused    = true ? 1 : [1]
  open       = var.flag ? "a" : "b"
  same       = var.flag ? "a" : "a"
  open_null  = (var.flag ? "a" : "b") == null
  undeclared = true ? 1 : local.nosuch
}
