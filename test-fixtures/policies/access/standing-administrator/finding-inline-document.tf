resource "aws_iam_role" "provider" {
  name = "provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
      Condition = {
        StringEquals = { "sts:ExternalId" = "an-id-from-them" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "rights" {
  name   = "rights"
  role   = aws_iam_role.provider.id
  policy = data.aws_iam_policy_document.rights.json
}

data "aws_iam_policy_document" "rights" {
  statement {
    actions   = ["*"]
    #            ^^^ access/standing-administrator "AWS account 222222222222 is a standing administrator through role provider: inline policy rights."
    resources = ["*"]
  }
}
