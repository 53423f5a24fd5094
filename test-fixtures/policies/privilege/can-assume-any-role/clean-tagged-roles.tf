resource "aws_iam_role" "scanner" {
  name               = "scanner"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  inline_policy {
    name = "scan"
    policy = jsonencode({
      Statement = [{
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Resource  = "*"
        Condition = { StringLike = { "iam:ResourceTag/scanned" = "*" } }
      }]
    })
  }
}
