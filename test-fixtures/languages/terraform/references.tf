resource "aws_iam_role" "msp" {
  name = "msp"
}

resource "aws_iam_role_policy" "msp" {
  role     = aws_iam_role.msp.name
  role_id  = aws_iam_role.msp.id
  role_arn = "${aws_iam_role.msp.arn}/x"
  missing  = aws_iam_role.other.name
  output   = module.network.vpc_id
  folder   = "${path.module}/policy.json"
}

module "network" {
  source = "./network"
  cidr   = "10.0.0.0/16"
}
