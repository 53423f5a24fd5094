resource "aws_ami_launch_permission" "golden" {
  image_id = "ami-0123456789abcdef0"
  group    = "all"
  #          ^^^^^ access/open-to-anyone "Everybody with an AWS account can use image ami-0123456789abcdef0."
}
