resource "aws_ami_launch_permission" "golden" {
  image_id   = "ami-0123456789abcdef0"
  account_id = "222222222222"
  #            ^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use image ami-0123456789abcdef0."
}
