resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::222222222222:role/migration" }
        Condition = { DateLessThan = { "aws:CurrentTime" = "2026-06-01T00:00:00Z" } }
        #                                                  ^^^^^^^^^^^^^^^^^^^^^^ lifecycle/ended-access-remains "Access through role provider ended on 2026-06-01 and is still in the code."
      },
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::222222222222:role/operations" }
        Condition = { DateLessThan = { "aws:CurrentTime" = "2027-06-01T00:00:00Z" } }
      },
    ]
  })
}
