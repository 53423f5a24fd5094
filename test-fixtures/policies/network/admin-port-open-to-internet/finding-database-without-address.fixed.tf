# The rule is as wide as can be, but the database that has the group says that it has no public address.
resource "aws_security_group" "orders" {
  name   = "orders"
  vpc_id = "vpc-0example"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

resource "aws_db_instance" "orders" {
  identifier             = "orders"
  engine                 = "postgres"
  vpc_security_group_ids = [aws_security_group.orders.id]
}

# One of two databases has an address.
resource "aws_security_group" "reports" {
  name   = "reports"
  vpc_id = "vpc-0example"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

resource "aws_db_instance" "reports" {
  for_each               = { daily = true, monthly = false }
  identifier             = each.key
  engine                 = "postgres"
  publicly_accessible    = each.value
  vpc_security_group_ids = [aws_security_group.reports.id]
}

# Whoever deploys this may give the group to something else.
resource "aws_security_group" "shared" {
  name   = "shared"
  vpc_id = "vpc-0example"

  ingress {
    from_port   = 3306
    to_port     = 3306
    protocol    = "tcp"
    cidr_blocks = [var.admin_source_range]
  }
}

resource "aws_rds_cluster" "shared" {
  cluster_identifier     = "shared"
  engine                 = "aurora-mysql"
  vpc_security_group_ids = [aws_security_group.shared.id]
}

resource "aws_rds_cluster_instance" "shared" {
  cluster_identifier = aws_rds_cluster.shared.id
  engine             = "aurora-mysql"
  instance_class     = "db.r6g.large"
}

output "database_group" {
  value = aws_security_group.shared.id
}

variable "admin_source_range" {
  type        = string
  description = "Addresses that administrators come from, such as those of a VPN, as a CIDR"
}
