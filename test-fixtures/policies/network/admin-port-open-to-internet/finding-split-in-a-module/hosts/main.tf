variable "rules" {}

resource "aws_security_group" "this" {
  name = "hosts"
}

resource "aws_security_group_rule" "this" {
  count             = length(var.rules)
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  from_port         = var.rules[count.index].port
  to_port           = var.rules[count.index].port
  protocol          = "tcp"
  cidr_blocks       = compact(split(",", lookup(var.rules[count.index], "ranges", "")))
}
