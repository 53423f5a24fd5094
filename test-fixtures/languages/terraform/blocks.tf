variable "ports" {
  default = [22, 3389]
}

variable "unset" {}

resource "aws_security_group" "known" {
  name = "known"
  vpc  = null

  ingress {
    from_port = 443
  }

  dynamic "ingress" {
    for_each = var.ports
    iterator = port
    content {
      from_port   = port.value
      description = "rule ${port.key}"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "unknown" {
  dynamic "ingress" {
    for_each = var.unset
    content {
      from_port = ingress.value.port
      protocol  = "tcp"
    }
  }
}
