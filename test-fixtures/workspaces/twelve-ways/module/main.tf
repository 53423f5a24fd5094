module "msp" {
  source  = "./modules/trust"
  name    = "msp"
  account = "222222222222"
}

resource "aws_iam_role_policy_attachment" "msp" {
  role       = module.msp.role
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
