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

resource "example_vault" "blocks" {
  identity {
    type = "SystemAssigned"
    keys {}
  }
}

resource "example_thing" "of_blocks" {
  written = example_vault.blocks.identity[0].type
  decided = example_vault.blocks.identity[0].principal_id
  nested  = example_vault.blocks.identity[0].keys[0].version
  given   = example_vault.blocks.arn != null ? "yes" : "no"
}
