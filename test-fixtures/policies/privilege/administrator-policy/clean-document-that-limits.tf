data "aws_iam_policy_document" "organization" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_organizations_policy" "everything" {
  name    = "everything"
  content = data.aws_iam_policy_document.organization.json
}

data "aws_iam_policy_document" "endpoint" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_vpc_endpoint" "storage" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name = "com.amazonaws.eu-west-1.s3"
  policy       = data.aws_iam_policy_document.endpoint.json
}
