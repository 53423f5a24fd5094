resource "aws_iam_role" "files" {
  text     = file("texts/a.txt")
  module   = file("${path.module}/texts/a.txt")
  policy   = jsondecode(file("texts/policy.json"))
  yaml     = yamldecode(file("texts/b.yaml"))
  template = templatefile("texts/c.tftpl", { who = "msp", actions = ["s3:*"] })
  lacking  = templatefile("texts/c.tftpl", { who = "msp" })
  hash     = filemd5("texts/a.txt")
  exists   = fileexists("texts/a.txt")
  asked    = file("texts/none.txt")
  listed   = fileset("texts", "*.txt")
  outside  = file("../other/a.txt")
}
