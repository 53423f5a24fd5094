module "provider" {
  source  = "./role"
  account = "222222222222"
}

resource "aws_iam_role_policy_attachment" "rights" {
  role       = module.provider.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
