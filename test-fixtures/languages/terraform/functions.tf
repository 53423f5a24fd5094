variable "unset" {}

resource "example_thing" "uses" {
  format    = format("arn:aws:iam::%s:root", var.unset)
  join      = join(",", ["a", var.unset])
  concat    = concat(["a"], var.unset, ["b"])
  merge     = merge({ a = 1 }, var.unset, { b = 2 })
  contains  = contains(["a", "b"], "b")
  perhaps   = contains(["a", var.unset], "b")
  coalesce  = coalesce("", "x")
  attempt   = try({ a = 1 }.b, "fallback")
  can       = can({ a = 1 }.b)
  last      = split("/", "a/b/c")[2]
  flattened = flatten([["a"], [["b"]]])
  unique    = distinct(["a", "a"])
  looked_up = lookup({ a = "x" }, "b", "y")
  other     = timestamp()
}
