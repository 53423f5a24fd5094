variable "days" {
  default = "90"
}

locals {
  name = "from a"
}

resource "aws_iam_role" "msp" {
  max_session_duration = 7200

  dynamic "inline_policy" {
    for_each = ["overridden"]
    content {
      name = "${local.name}: ${inline_policy.value}"
    }
  }
}
