resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = ["arn:aws:iam::222222222222:root", "arn:aws:iam::333333333333:root"] }
      #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lifecycle/ended-access-remains "Contoso is marked as ended and can still act through role provider."
    }]
  })
}
