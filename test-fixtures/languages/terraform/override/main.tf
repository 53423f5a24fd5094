variable "days" {
  type    = number
  default = 30
}

locals {
  name = "main"
}

resource "aws_iam_role" "msp" {
  name = local.name
  max_session_duration = 3600

  inline_policy {
    name = "first"
  }

  inline_policy {
    name = "second"
  }

  tags {
    kept = true
  }
}

module "call" {
  source = "./call"
  days   = var.days
}
