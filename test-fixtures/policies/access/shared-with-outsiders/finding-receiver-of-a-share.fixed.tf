resource "aws_ram_resource_share" "network" {
  name = "network"
}
