resource "aws_rolesanywhere_profile" "build" {
  name      = "build"
  role_arns = ["arn:aws:iam::111111111111:role/build"]
  #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/federation-too-broad "Profile build hands out all that its roles may do: it has neither a session policy nor managed policies."
}
