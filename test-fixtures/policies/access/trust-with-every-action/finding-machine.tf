resource "aws_iam_role" "machine" {
  name = "machine"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["sts:AssumeRole", "*"]
        #           ^^^^^^^^^^^^^^^^^^^^^^^ access/trust-with-every-action "The trust policy of role machine allows every action; all that belongs there is to assume the role."
        Principal = { Service = "ec2.amazonaws.com" }
      },
    ]
  })
}
