resource "aws_ram_resource_share" "network" {
  name                      = "network"
  allow_external_principals = false
}
