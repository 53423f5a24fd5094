variable "open" {
  type = string
}

resource "aws_iam_role" "patterns" {
  whole    = regex("[a-z]+", "12ab3")
  groups   = regex("(\\d+)-(\\d+)?", "10-")
  named    = regex("(?P<account>\\d{12}):role/(?P<name>.+)", "arn:aws:iam::111111111111:role/msp")
  all      = regexall("(?i)[ab]", "xAyb")
  replaced = replace("role/msp", "/^role\\/(\\w+)$/", "user/$1")
  none     = regex("x", "abc")
  wrong    = regex("(?=a)", "abc")
  open     = regex("a", var.open)
  slow     = regexall("(a|aa)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")
}
