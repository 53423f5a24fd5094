data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_iam_policy" "named" {
  name = "AdministratorAccess"
}

data "aws_iam_policy" "given" {
  arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

data "azurerm_client_config" "current" {}

data "azurerm_subscription" "current" {}

data "azurerm_role_definition" "guid" {
  role_definition_id = "b24988ac-6180-42a0-ab88-20f7382dd24c"
}

data "azurerm_role_definition" "name" {
  name = "Contributor"
}

resource "example_thing" "uses" {
  partition    = data.aws_partition.current.partition
  region       = data.aws_region.current.name
  named        = data.aws_iam_policy.named.arn
  given        = data.aws_iam_policy.given.arn
  tenant       = data.azurerm_client_config.current.tenant_id
  subscription = data.azurerm_subscription.current.id
  by_guid      = data.azurerm_role_definition.guid.id
  guid         = data.azurerm_role_definition.guid.role_definition_id
  by_name      = data.azurerm_role_definition.name.role_definition_id
}

data "aws_iam_role" "ops" {
  name = "ops"
}

data "azurerm_management_group" "root" {
  name = "root"
}

data "azurerm_resource_group" "app" {
  name = "app"
}

data "terraform_remote_state" "network" {
  backend = "s3"
}

resource "example_thing" "names" {
  role   = data.aws_iam_role.ops.arn
  id     = data.aws_iam_role.ops.id
  group  = data.azurerm_management_group.root.id
  app    = data.azurerm_resource_group.app.id
  remote = data.terraform_remote_state.network.outputs.vpc_id
}
