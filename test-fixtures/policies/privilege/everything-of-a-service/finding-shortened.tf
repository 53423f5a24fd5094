resource "aws_iam_policy" "storage" {
  name = "storage"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ec2:Describe*", "S3*"], Resource = "*" },
      #                                              ^^^^^ privilege/everything-of-a-service "policy storage may do everything in s3, on every resource."
    ]
  })
}
