resource "aws_iam_access_key" "root" {
  user = "root"
  #      ^^^^^^ lifecycle/root-access-key "The root user has an access key, which no policy of the account limits."
}
