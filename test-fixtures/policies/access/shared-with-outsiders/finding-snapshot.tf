resource "aws_snapshot_create_volume_permission" "disk" {
  snapshot_id = "snap-0123456789abcdef0"
  account_id  = "222222222222"
  #             ^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use snapshot snap-0123456789abcdef0."
}
