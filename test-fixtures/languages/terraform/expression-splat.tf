variable "open" {
  type = list(object({ id = string }))
}

variable "none" {
  type    = list(string)
  default = null
}

locals {
  people = [{ id = "a", teams = ["x"] }, { id = "b", teams = [] }]
}

resource "aws_iam_role" "splats" {
  ids    = local.people[*].id
  teams  = local.people.*.teams
  single = local.people[0][*].id
  null   = null[*]
  none   = var.none[*]
  open   = var.open[*].id
  wrong  = var.open[0].name
}
