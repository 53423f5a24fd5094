resource "aws_rolesanywhere_profile" "build" {
  name                = "build"
  role_arns           = ["arn:aws:iam::111111111111:role/build"]
  duration_seconds    = 43200
  #                     ^^^^^ access/federation-too-broad "Sessions that certificates open through profile build last for 43200 seconds."
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
}
