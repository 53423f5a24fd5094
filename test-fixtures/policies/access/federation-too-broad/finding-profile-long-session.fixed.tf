resource "aws_rolesanywhere_profile" "build" {
  name                = "build"
  role_arns           = ["arn:aws:iam::111111111111:role/build"]
  duration_seconds    = 3600
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
}
