resource "aws_iam_role" "scheduler" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      #                       ^^^^^^^^^^^^^^^^^^^^^^^^^ access/confused-deputy "scheduler.amazonaws.com can assume role scheduler whoever it acts for. Let it act for your own account alone."
    }]
  })
}
