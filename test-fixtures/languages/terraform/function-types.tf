variable "open" {
  type = object({ name = string, ports = list(number) })
}

variable "secret" {
  default   = "s"
  sensitive = true
}

resource "aws_iam_role" "types" {
  list     = tolist([1, "a", true])
  set      = toset(["b", "a", "b"])
  map      = tomap({ a = 1, b = "x" })
  wrong    = tonumber("x")
  tried    = try(tonumber("x"), var.open.nosuch, "end")
  can      = can(var.open.nosuch)
  keys     = keys(var.open)
  misfit   = upper(var.open)
  secret   = upper(var.secret)
  shown    = nonsensitive(var.secret)
  nosuch   = nosuch("a")
  provider = provider::aws::arn_parse("a")
}
