resource "aws_ram_resource_share" "network" {
  name                      = "network"
  allow_external_principals = true
  #                           ^^^^ access/shared-with-outsiders "Resource share network can be given to accounts outside the organisation."
}
