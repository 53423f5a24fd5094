data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::222222222222:root"]
    }
  }
}

resource "aws_iam_role" "msp" {
  name               = "msp"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "msp" {
  role       = aws_iam_role.msp.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
