resource "aws_iam_role" "logs" {
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": "logs:PutLogEvents", "Principal": { "AWS": "arn:aws:iam::root" }, "Resource": "*" }
        #                                                                         ^^^^^^^^^^^^^^^^^^^ access/principal-refused "AWS refuses the principal arn:aws:iam::root of role logs: it names no account."
      ]
    }
  EOT
}
