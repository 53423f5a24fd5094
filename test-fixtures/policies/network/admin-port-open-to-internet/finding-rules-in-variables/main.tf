# The rules stand in a file of values, which cannot refer to a variable: there is no fix.
variable "rules" {
  type = map(object({ port = number, ranges = list(string) }))
}

resource "aws_security_group" "hosts" {
  name = "hosts"

  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      to_port     = ingress.value.port
      protocol    = "tcp"
      cidr_blocks = ingress.value.ranges
    }
  }
}
