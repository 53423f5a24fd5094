resource "aws_ssm_document" "patch" {
  name          = "patch"
  document_type = "Command"
  content       = "{}"

  permissions = {
    type        = "Share"
    account_ids = "All"
    #             ^^^^^ access/open-to-anyone "Everybody with an AWS account can use document patch."
  }
}
