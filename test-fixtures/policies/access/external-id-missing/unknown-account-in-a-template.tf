variable "partner" {}

resource "aws_cloudformation_stack" "partner" {
  name = "partner"
  template_body = jsonencode({
    Resources = {
      Partner = {
        Type = "AWS::IAM::Role"
        Properties = {
          AssumeRolePolicyDocument = {
            Statement = [{
              Effect    = "Allow"
              Action    = "sts:AssumeRole"
              Principal = { AWS = var.partner }
            }]
          }
        }
      }
    }
  })
}
