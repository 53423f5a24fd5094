variable "external_id" {}

resource "aws_cloudformation_stack_set" "partner" {
  name = "partner"
  parameters = {
    Partner = "222222222222"
  }
  template_body = <<-TEMPLATE
    Parameters:
      Partner:
        Type: String
    Resources:
      Partner:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Principal:
                  AWS: !Ref Partner
                Condition:
                  StringEquals:
                    sts:ExternalId: ${var.external_id}
  TEMPLATE
}
