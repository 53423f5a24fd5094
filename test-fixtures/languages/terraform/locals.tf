locals {
  prefix = "contoso"
  name   = "${local.prefix}-msp"
  a      = local.b
  b      = local.a
  roles = {
    reader  = "Reader"
    support = "Support Request Contributor"
  }
}

resource "example_thing" "uses" {
  name    = local.name
  role    = local.roles["reader"]
  cycle   = local.a
  written = [for key, role in local.roles : "${key}=${role}" if key != "support"]
}
