resource "aws_ram_resource_share" "network" {
  name = "network"
}

resource "aws_ram_principal_association" "network" {
  resource_share_arn = aws_ram_resource_share.network.arn
  principal          = "222222222222"
  #                    ^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use share network."
}
