resource "aws_security_group" "front" {
  name   = "front"
  vpc_id = "vpc-0example"
}

resource "aws_vpc_security_group_ingress_rule" "front" {
  security_group_id = aws_security_group.front.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
  #                   ^^^^^^^^^^^ network/admin-port-open-to-internet "The Internet (0.0.0.0/0) is let in to every port by security group front; the load balancers that have it answer on their listeners alone."
}

resource "aws_lb" "front" {
  name            = "front"
  subnets         = ["subnet-0example", "subnet-1example"]
  security_groups = [aws_security_group.front.id]
}

# The function is out of reach; the other balancer hands on whatever comes to its port for SSH.
resource "aws_security_group" "jump" {
  name   = "jump"
  vpc_id = "vpc-0example"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

resource "aws_lb" "jump" {
  name               = "jump"
  load_balancer_type = "network"
  subnets            = ["subnet-0example"]
  security_groups    = [aws_security_group.jump.id]
}

resource "aws_lb_listener" "jump" {
  load_balancer_arn = aws_lb.jump.arn
  port              = 22
  protocol          = "TCP"
}

resource "aws_lambda_function" "jump" {
  function_name = "jump"
  role          = "arn:aws:iam::111111111111:role/jump"

  vpc_config {
    subnet_ids         = ["subnet-0example"]
    security_group_ids = [aws_security_group.jump.id]
  }
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
